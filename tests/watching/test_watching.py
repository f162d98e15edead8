from datetime import timedelta

import pytest
from served import DAY, NIGHT, feed_of, page
from sqlalchemy import create_engine, text

from warmonitor.ledger import Filter, Ledger
from warmonitor.reading import RefusedError
from warmonitor.watching import State, Watcher, feeds_of, gather, health


def test_what_is_new_is_read_and_linked_once(web, watcher, feeds, ledger, clock) -> None:
    done = watcher.once(feeds)
    assert (done.feeds, done.added, done.failed) == (1, 1, [])
    (report,) = ledger.reports()
    assert (report.url, report.title) == (web.url("/a"), "Shells hit market")
    assert ledger.count("incidents") >= 1
    assert watcher.once(feeds).feeds == 0
    clock.on(minutes=11)
    web.put("/b", page(DAY, title="Town lost"))
    web.put("/rss", feed_of(web, "/b", "/a"), headers={"ETag": '"2"'})
    assert watcher.once(feeds).added == 1
    assert web.paths().count("/a") == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(web, watcher, feeds, clock) -> None:
    watcher.once(feeds)
    clock.on(minutes=11)
    done = watcher.once(feeds)
    assert (done.feeds, done.added, done.failed) == (1, 0, [])
    assert web.asked[-1][1]["if-none-match"] == '"1"'


def test_a_restart_loses_nothing_and_repeats_nothing(
    web, watcher, feeds, ledger, address, corridor, fetcher, clock
) -> None:
    watcher.once(feeds)
    clock.on(minutes=11)
    with Ledger.open(address) as opened:
        again = Watcher(opened, State(opened), fetcher, lambda: corridor, timedelta(minutes=10), clock)
        done = again.once(feeds)
    assert (done.feeds, done.added, done.known) == (1, 0, 0)


def test_a_pass_cut_off_half_way_is_made_up_for(web, watcher, feeds, ledger, monkeypatch, clock) -> None:
    web.put("/rss", feed_of(web, "/a", "/b"), headers={"ETag": '"1"'})
    web.put("/b", page(DAY, title="Town lost"))
    keep, count = watcher.state.put_page, 0

    def cut_off(page) -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise KeyboardInterrupt
        keep(page)

    monkeypatch.setattr(watcher.state, "put_page", cut_off)
    with pytest.raises(KeyboardInterrupt):
        watcher.once(feeds)
    monkeypatch.setattr(watcher.state, "put_page", keep)
    assert ledger.count("incidents") == 0
    done = watcher.once(feeds)
    assert (done.added, done.known) == (0, 1)
    assert ledger.count("reports") == 2
    assert ledger.count("incidents") >= 2


def test_losing_the_state_costs_looks_and_no_reports(web, watcher, feeds, ledger, address) -> None:
    watcher.once(feeds)
    engine = create_engine(f"sqlite:///{address}")
    with engine.begin() as connection:
        for table in ("watch_feeds", "watch_pages"):
            connection.execute(text(f"DELETE FROM {table}"))
    engine.dispose()
    done = watcher.once(feeds)
    assert (done.added, done.known) == (0, 1)
    assert ledger.verify().sound


def test_a_corrected_article_is_a_new_revision_that_shows_what_changed(
    web, watcher, feeds, ledger, clock
) -> None:
    watcher.once(feeds)
    (before,) = ledger.reports()
    web.put("/a", page(NIGHT.replace("At least 12", "Nine"), "Correction: an earlier version gave 12 dead."))
    clock.on(hours=2)
    done = watcher.once(feeds)
    (revision,) = done.revisions
    assert (revision.revises, done.added) == (before.id, 1)
    assert "At least 12" in revision.changes[0].was
    assert "Nine people" in revision.changes[0].now
    after = ledger.report(revision.report)
    assert (after.revises, after.url) == (before.id, before.url)
    assert {claim.report for claim in ledger.claims()} == {after.id}
    lows = {figure.low for claim in ledger.claims() for figure in claim.figures}
    assert lows == {9}
    assert ledger.history(before.id)


def test_a_page_whose_furniture_changes_is_no_revision(web, watcher, feeds, ledger, clock) -> None:
    watcher.once(feeds)
    web.put("/a", page(NIGHT).replace("</article>", "</article><!-- 7 --><nav>Other news</nav>"))
    clock.on(hours=2)
    done = watcher.once(feeds)
    assert (done.added, done.revisions) == (0, [])
    assert web.paths().count("/a") == 2
    assert ledger.count("reports") == 1


def test_pages_are_looked_at_less_and_less_and_then_left(web, watcher, feeds, clock) -> None:
    for _ in range(24 * 6):
        watcher.once(feeds)
        clock.on(hours=1)
    assert web.paths().count("/a") == 5


def test_a_dead_feed_rests_longer_each_time_and_costs_the_others_nothing(
    web, watcher, feeds, state, clock
) -> None:
    dead = (web.url("/dead"), None)
    looked = []
    for _ in range(12 * 6):
        done = watcher.once([dead, *feeds])
        looked.append(any(one.path == dead[0] for one in done.failed))
        assert all(one.reason and one.mend for one in done.failed)
        clock.on(minutes=10)
    assert looked[0]
    assert 5 <= sum(looked) <= 8
    one, two = health(state, clock.now)
    assert (one.error, one.failures, one.last_success) == ("it answers 404 Not Found", sum(looked), None)
    assert (two.error, two.failures) == (None, 0)
    web.put("/dead", feed_of(web))
    clock.on(days=1)
    assert watcher.once([dead]).failed[0].reason.startswith("the feed has no items")


def test_a_clock_set_back_does_not_stop_the_watch(web, watcher, feeds, clock) -> None:
    watcher.once(feeds)
    clock.on(days=-400)
    assert watcher.once(feeds).feeds == 1


def test_a_page_that_cannot_be_had_is_read_from_the_feed_and_says_so(web, watcher, feeds, ledger) -> None:
    web.put("/a", "no", status=403)
    done = watcher.once(feeds)
    assert [one.path for one in done.failed] == [web.url("/a")]
    (report,) = ledger.reports()
    assert report.text == "T /a\n\nRebels took Saraqib."
    assert "its page was not fetched (it answers 403 Forbidden)" in report.notes[0]


def test_a_page_that_fails_for_now_is_tried_again(web, watcher, feeds, ledger, clock) -> None:
    web.put("/a", "no", status=503)
    watcher.once(feeds)
    assert ledger.count("reports") == 0
    web.put("/a", page(NIGHT))
    clock.on(hours=1)
    assert watcher.once(feeds).added == 1


def test_entries_of_a_live_blog_are_added_as_they_come(web, watcher, feeds, ledger, clock) -> None:
    def live(*entries: str) -> str:
        told = "".join(
            f'<div class="entry"><time datetime="2024-11-30T1{n}:00:00Z">1</time><p>{one}</p></div>'
            for n, one in enumerate(entries)
        )
        return f"<html lang=en><body><h1>War live: day 12</h1><main>{told}</main></body></html>"

    web.put("/a", live(NIGHT, DAY))
    assert watcher.once(feeds).added == 2
    web.put("/a", live(NIGHT, DAY, "Jets bombed Jisr al-Shughur at noon, residents said."))
    clock.on(hours=2)
    done = watcher.once(feeds)
    assert (done.added, done.known, done.revisions) == (1, 2, [])


def test_items_without_an_address_and_a_sitemap_of_sitemaps(web, watcher, ledger) -> None:
    web.put(
        "/rss",
        "<rss><channel><title>W</title>"
        "<item><guid>1</guid><title>Rebels took Saraqib</title></item></channel></rss>",
    )
    web.put("/index.xml", f"<sitemapindex><sitemap><loc>{web.url('/map.xml')}</loc></sitemap></sitemapindex>")
    web.put("/map.xml", "<urlset><url><loc>/a</loc></url></urlset>")
    web.put("/a", page(NIGHT))
    watch = [(web.url("/rss"), None), (web.url("/index.xml"), None)]
    assert watcher.once(watch).added == 2
    assert {report.title for report in ledger.reports()} == {"Rebels took Saraqib", "Shells hit market"}


def test_health_of_a_feed_that_falls_silent(web, watcher, feeds, state, clock) -> None:
    watcher.once(feeds)
    (now,) = health(state, clock.now)
    assert (now.items_a_day, now.silent, now.last_item) == (1.0, False, clock.now)
    clock.on(days=8)
    (later,) = health(state, clock.now)
    assert (later.items_a_day, later.silent) == (0.0, True)


def test_lists_of_feeds(web, fetcher, tmp_path) -> None:
    web.put("/list.opml", '<opml><body><outline text="B" xmlUrl="/rss"/></body></opml>')
    lines = tmp_path / "feeds.txt"
    lines.write_text("# mine\nhttps://wire.example/rss\n\nhttps://wire.example/rss\n")
    named = feeds_of([str(lines), web.url("/list.opml"), "https://herald.example/atom"], fetcher)
    assert named == [
        ("https://wire.example/rss", None),
        (web.url("/rss"), "B"),
        ("https://herald.example/atom", None),
    ]
    empty = tmp_path / "empty.opml"
    empty.write_text("<opml></opml>")
    with pytest.raises(RefusedError, match="no feed"):
        feeds_of([str(empty)], fetcher)


def test_gathering_pages_for_an_archive(web, fetcher) -> None:
    web.put("/rss", feed_of(web, "/a", "/b", "/a"))
    web.put("/a", page(NIGHT))
    one, two = sorted(
        gather([web.url("/rss")], fetcher), key=lambda one: hasattr(one, "reason") and one.reason
    )
    assert web.paths().count("/a") == 1
    assert {getattr(one, "path", None), getattr(two, "path", None)} == {None, web.url("/b")}


def test_withheld_names_are_not_told_in_what_changed(
    web, address, ledger, state, fetcher, corridor, clock, feeds
) -> None:
    victim = "Layla Haddad, a 34-year-old nurse, was killed by shelling in Saraqib on Friday, doctors said."
    with Ledger.open(address, withhold="victims") as guarded:
        watcher = Watcher(guarded, state, fetcher, lambda: corridor, timedelta(minutes=10), clock)
        fetcher.clock = clock
        web.put("/a", page(victim))
        watcher.once(feeds)
        named = [a for c in ledger.claims(Filter()) for a in c.actors if a.role == "victim"]
        web.put("/a", page(victim.replace("nurse", "medic")))
        clock.on(hours=2)
        (revision,) = watcher.once(feeds).revisions
    assert named
    assert "Haddad" not in str(revision.changes)
    assert "medic" in str(revision.changes)


def test_a_long_list_is_read_a_part_at_a_time_the_latest_first(web, watcher, ledger, monkeypatch) -> None:
    monkeypatch.setattr("warmonitor.watching.watcher._MOST_NEW", 2)
    for number in range(5):
        told = f"Rebels took {number + 2} posts near Saraqib, the army said."
        web.put(f"/{number}", page(told, title=f"Posts {number}"))
    web.put("/rss", feed_of(web, "/0", "/1", "/2", "/3", "/4"), headers={"ETag": '"1"'})
    feeds = [(web.url("/rss"), None)]
    assert watcher.once(feeds).added == 2
    assert {report.title for report in ledger.reports()} == {"Posts 0", "Posts 1"}
    assert [watcher.once(feeds).added for _ in range(3)] == [2, 1, 0]
