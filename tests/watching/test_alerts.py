import asyncio
import base64
import hashlib
import hmac
import json
import socket
from contextlib import contextmanager
from pathlib import Path

import feedparser
import pytest
from aiosmtpd.controller import Controller
from served import DAY, NIGHT, Page, feed_of, page

from warmonitor.ledger import Ledger
from warmonitor.watching import Alerter, RulesError, load_rules
from warmonitor.watching.channels import signature

SECRET = "whsec_" + base64.b64encode(b"a key of the tests").decode()


@pytest.fixture
def alerter_of(tmp_path, ledger, state):
    def make(words: str, **more: str) -> Alerter:
        path = tmp_path / "rules.yaml"
        path.write_text(words)
        return Alerter(load_rules(path), ledger, state, more)

    return make


def rules(rule: str, channel: str = "{to: stdout}") -> str:
    return f"rules: [{rule}]\nchannels: [{channel}]\n"


TOLL = "{name: Ten killed, place: Saraqib, toll: {measure: killed, over: 10}}"


def test_a_toll_is_told_once_with_its_quote(watcher, feeds, alerter_of, clock, capsys) -> None:
    alerter = alerter_of(rules(TOLL))
    alerter.tell([], clock())
    watcher.once(feeds)
    assert alerter.tell([], clock()) == []
    told = capsys.readouterr().out
    assert "[Ten killed]" in told
    assert "Saraqib" in told
    assert NIGHT in told
    alerter.tell([], clock())
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{name: a, place: Saraqib}", True),
        ("{name: a, place: Homs}", False),
        ("{name: a, type: shelling}", True),
        ("{name: a, type: airstrike}", False),
        ("{name: a, toll: {over: 11}}", True),
        ("{name: a, toll: {over: 12}}", False),
        ("{name: a, toll: {measure: injured, over: 1}}", False),
        ("{name: a, actor: Nobody At All}", False),
        ("{name: a, place: Saraqib, days: 1}", False),
    ],
)
def test_rules_choose(watcher, feeds, alerter_of, clock, capsys, rule: str, told: bool) -> None:
    alerter = alerter_of(rules(rule))
    alerter.tell([], clock())
    watcher.once(feeds)
    alerter.tell([], clock())
    assert bool(capsys.readouterr().out) == told


def test_a_new_rule_tells_nothing_of_what_is_there(web, watcher, feeds, alerter_of, clock, capsys) -> None:
    watcher.once(feeds)
    alerter = alerter_of(rules("{name: all}"))
    alerter.tell([], clock())
    assert capsys.readouterr().out == ""
    web.put("/b", page(DAY, title="Town lost"))
    web.put("/rss", feed_of(web, "/b", "/a"), headers={"ETag": '"2"'})
    clock.on(minutes=20)
    watcher.once(feeds)
    alerter.tell([], clock())
    assert "Maarrat Misrin" in capsys.readouterr().out


def test_a_change_of_status_is_told(web, watcher, feeds, alerter_of, clock, capsys) -> None:
    alerter = alerter_of(rules("{name: status, type: shelling, status: true}"))
    alerter.tell([], clock())
    watcher.once(feeds)
    alerter.tell([], clock())
    assert "Status changed" not in capsys.readouterr().out
    other = "The Red Crescent said that 12 people were killed when shells hit Saraqib market on Friday."
    web.put("/b", page(other, title="Market of Saraqib shelled"))
    web.put("/rss", feed_of(web, "/b", "/a"), headers={"ETag": '"2"'})
    clock.on(minutes=20)
    watcher.once(feeds)
    assert "corroborated" in {one.status for one in watcher.ledger.incidents()}
    alerter.tell([], clock())
    assert "Status changed: Shelling in Saraqib" in capsys.readouterr().out


def test_a_changed_page_is_told_with_what_changed(web, watcher, feeds, alerter_of, clock, capsys) -> None:
    alerter = alerter_of(rules("{name: corrected, about: corrections}"))
    alerter.tell(watcher.once(feeds).revisions, clock())
    web.put("/a", page(NIGHT.replace("At least 12", "Nine")))
    clock.on(hours=2)
    alerter.tell(watcher.once(feeds).revisions, clock())
    told = capsys.readouterr().out
    assert "was: At least 12 people" in told
    assert "now: Nine people" in told


def test_silence_and_failures_of_a_feed_are_told_once(web, watcher, feeds, alerter_of, clock, capsys) -> None:
    alerter = alerter_of(rules("{name: feeds, about: feeds}"))
    watcher.once(feeds)
    alerter.tell([], clock())
    assert capsys.readouterr().out == ""
    web.put("/rss", "", status=500)
    for _ in range(10):
        clock.on(days=1)
        watcher.once(feeds)
        alerter.tell([], clock())
    told = capsys.readouterr().out
    assert told.count("Feed silent: Wire") == 1
    assert told.count("Feed failing: Wire") == 1
    assert "3 times running: it answers 500" in told


def test_names_that_are_withheld_are_in_no_alert(
    web, watcher, feeds, state, address, tmp_path, clock, capsys, ledger
) -> None:
    web.put(
        "/a",
        page("Layla Haddad, a 34-year-old nurse, was killed by shelling in Saraqib on Friday, doctors said."),
    )
    path = tmp_path / "rules.yaml"
    path.write_text(rules("{name: all}", f"{{to: stdout}}, {{to: atom, path: {tmp_path}/alerts.xml}}"))
    with Ledger.open(address, withhold="victims") as guarded:
        alerter = Alerter(load_rules(path), guarded, state)
        alerter.tell([], clock())
        watcher.once(feeds)
        assert any(actor.role == "victim" for claim in ledger.claims() for actor in claim.actors)
        alerter.tell([], clock())
    told = capsys.readouterr().out + (tmp_path / "alerts.xml").read_text()
    assert "Saraqib" in told
    assert "█" in told
    assert "Haddad" not in told


def test_an_atom_feed_that_readers_take(watcher, feeds, alerter_of, clock, tmp_path) -> None:
    path = tmp_path / "alerts.xml"
    alerter = alerter_of(rules(TOLL, f"{{to: atom, path: {path}}}"))
    alerter.tell([], clock())
    watcher.once(feeds)
    alerter.tell([], clock())
    read = feedparser.parse(path.read_bytes())
    assert (read.bozo, len(read.entries)) == (False, 1)
    assert NIGHT in read.entries[0].content[0].value
    assert read.entries[0].tags[0].term == "Ten killed"


def test_a_webhook_is_signed_batched_and_tried_again(web, watcher, feeds, alerter_of, clock) -> None:
    web.pages["/hook"] = [Page(b"", status=500), Page(b"ok")]
    web.put("/b", page(DAY, title="Town lost"))
    web.put("/rss", feed_of(web, "/b", "/a"))
    alerter = alerter_of(
        rules("{name: all}", f"{{to: webhook, url: '{web.url('/hook')}', secret: KEY}}"), KEY=SECRET
    )
    alerter.tell([], clock())
    watcher.once(feeds)
    assert "500" in alerter.tell([], clock())[0]
    assert alerter.tell([], clock()) == []
    assert len(web.posted) == 1
    clock.on(minutes=2)
    assert alerter.tell([], clock()) == []
    clock.on(days=1)
    assert alerter.tell([], clock()) == []
    (_, first, _), (_, second, body) = web.posted
    assert first["webhook-id"] == second["webhook-id"]
    signed = f"{second['webhook-id']}.{second['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(b"a key of the tests", signed, hashlib.sha256).digest()).decode()
    assert second["webhook-signature"] == f"v1,{expected}"
    assert len(json.loads(body)["data"]) >= 2


def test_the_signature_of_the_published_example() -> None:
    """The example of the Standard Webhooks' own libraries."""
    told = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "1614265330",
        b'{"test": 2432232314}',
    )
    assert told == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_that_is_not_set_is_named(watcher, feeds, alerter_of, clock, web) -> None:
    alerter = alerter_of(rules("{name: all}", f"{{to: webhook, url: '{web.url('/hook')}'}}"))
    alerter.tell([], clock())
    watcher.once(feeds)
    assert "WARMONITOR_WEBHOOK_SECRET is not set" in alerter.tell([], clock())[0]


class Postbox:
    def __init__(self) -> None:
        self.letters: list = []
        self.refusals = 0

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        await asyncio.sleep(0)
        if self.refusals:
            self.refusals -= 1
            return "451 try later"
        self.letters.append(envelope)
        return "250 OK"


@contextmanager
def post(**more):
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **more)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def mail(port: int, more: str = "starttls: false") -> str:
    return (
        f"{{to: mail, host: 127.0.0.1, port: {port}, sender: w@x.example, receivers: [a@x.example], {more}}}"
    )


def test_a_letter_is_tried_again_until_it_arrives(watcher, feeds, alerter_of, clock) -> None:
    with post() as box:
        box.refusals = 1
        alerter = alerter_of(rules(TOLL, mail(box.port)))
        alerter.tell([], clock())
        watcher.once(feeds)
        assert "451" in alerter.tell([], clock())[0]
        clock.on(minutes=2)
        assert alerter.tell([], clock()) == []
        clock.on(minutes=2)
        assert alerter.tell([], clock()) == []
    (letter,) = box.letters
    assert letter.rcpt_tos == ["a@x.example"]
    words = letter.content.decode()
    assert "[warmonitor]" in words
    assert "Ten killed" in words


def test_no_letter_goes_without_the_encryption_that_was_asked_for(watcher, feeds, alerter_of, clock) -> None:
    with post() as box:
        alerter = alerter_of(rules(TOLL, mail(box.port, "starttls: true")))
        alerter.tell([], clock())
        watcher.once(feeds)
        assert "STARTTLS" in alerter.tell([], clock())[0]
    assert box.letters == []


def test_a_channel_that_fails_costs_the_others_nothing(watcher, feeds, alerter_of, clock, capsys) -> None:
    alerter = alerter_of(rules(TOLL, f"{mail(1)}, {{to: stdout}}"))
    alerter.tell([], clock())
    watcher.once(feeds)
    assert "mail" in alerter.tell([], clock())[0]
    assert "Ten killed" in capsys.readouterr().out
    for _ in range(40):
        clock.on(hours=7)
        alerter.tell([], clock())
    assert alerter.tell([], clock()) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("rules: [{name: a, plac: Homs}]", "plac"),
        ("rules: [{name: a, type: bombardment}]", "bombardment"),
        ("rules: [{name: a, toll: {measure: deaths, over: 1}}]", "deaths"),
        ("rules: [{name: a, toll: {over: many}}]", "over"),
        ("rules: [{name: a}, {name: a}]", "one name"),
        ("rules: [{name: a}]\nchannels: [{to: pigeon}]", "pigeon"),
        (rules("{name: a}", mail(25, "starttls: false, user: w")), "never sent without starttls"),
        ("rules: [", "rules.yaml"),
        ("", "rules.yaml"),
    ],
)
def test_rules_that_cannot_be_read(tmp_path: Path, words: str, reason: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(words)
    with pytest.raises(RulesError, match=reason):
        load_rules(path)


def test_what_is_under_embargo_is_told_when_the_embargo_ends(
    watcher, feeds, state, address, tmp_path, clock, capsys, monkeypatch
) -> None:
    monkeypatch.setenv("WARMONITOR_EMBARGO", "48")
    path = tmp_path / "rules.yaml"
    path.write_text(rules("{name: all, place: Saraqib}"))
    with Ledger.open(address, clock=clock) as guarded:
        alerter = Alerter(load_rules(path), guarded, state)
        alerter.tell([], clock())
        watcher.ledger = guarded
        watcher.once(feeds)
        alerter.tell([], clock())
        assert capsys.readouterr().out == ""
        clock.on(hours=72)
        alerter.tell([], clock())
    assert "Saraqib" in capsys.readouterr().out
