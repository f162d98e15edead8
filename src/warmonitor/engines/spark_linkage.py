"""Incidents on Spark: blocks, scored pairs and connected components as DataFrames.

Two claims of one incident are joined by a chain of pairs that score above the threshold, for a mean over
pairs is never above their best. So each connected component of such pairs is settled by itself, by the same
`link` that settles all claims in one process, from pairs drawn and scored in blocks.
"""

import pickle
from collections.abc import Iterable, Iterator
from functools import cache

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as f

from warmonitor.engines.spark_types import spark_schema
from warmonitor.engines.tables import INCIDENTS, Row, batch_of, incident_row
from warmonitor.incidents import Families, find_families, link, looks_back, mentioning, settings
from warmonitor.incidents.blocking import Key, keys, pairs_at_home, pairs_in_the_wide
from warmonitor.incidents.comparison import score
from warmonitor.incidents.facts import Facts, gather
from warmonitor.incidents.families import band_keys, sentence_keys
from warmonitor.incidents.joining import leads
from warmonitor.incidents.linking import Scored, roles_of
from warmonitor.incidents.passages import passages
from warmonitor.knowledge.registry import Registry, users_registry
from warmonitor.model import Claim, Report
from warmonitor.model.json import from_json, to_json

_TEXT = pa.string()
_SENTENCES = pa.schema([("id", _TEXT), ("key", pa.int64())])
_BANDS = pa.schema([("id", _TEXT), ("day", pa.date32()), ("band", _TEXT)])
_FIRST = pa.schema([("id", _TEXT), ("first", _TEXT)])
_MEMBERS = pa.schema(
    [
        ("claim", _TEXT),
        ("core", pa.bool_()),
        ("passage", pa.binary()),
        ("about", _TEXT),
        ("facts", pa.binary()),
        ("first", _TEXT),
        ("json", _TEXT),
        ("report", _TEXT),
        ("keys", pa.list_(pa.struct([("block", _TEXT), ("sort", _TEXT)]))),
    ]
)
_PAIRS = pa.schema([("one", _TEXT), ("other", _TEXT), ("score", pa.float64()), ("sort", _TEXT)])
"""Sorts: "pair" of founding claims; "lead", one that may join the other; "mention", a paragraph and one."""


@cache
def _registry() -> Registry:
    return users_registry()


def incidents_of(reports: DataFrame) -> DataFrame:
    """The incidents of reports that have the columns of `REPORTS`, with those of `INCIDENTS`."""
    columns = ("id", "report", "claims", "published")
    silent = reports.where(f.size("claims") == 0).select(*columns)
    speaking = silent.mapInArrow(speaking_rows, silent.schema)
    telling = reports.where(f.size("claims") > 0).select(*columns).union(speaking)
    first = _families(telling)
    members = (
        telling.join(first, "id", "left")
        .select("report", "claims", f.coalesce("first", "id").alias("first"))
        .mapInArrow(member_rows, spark_schema(_MEMBERS))
        .persist()
    )
    pairs = _pairs(members).persist()
    strong = pairs.where((f.col("sort") != "pair") | (f.col("score") >= settings.weights().threshold))
    spoken = members.where(f.col("about").isNotNull()).select(f.col("claim").alias("one"), f.col("about"))
    edges = strong.select("one", "other").union(spoken.withColumnRenamed("about", "other"))
    parts = components(edges)
    placed = members.drop("keys", "core", "about").join(parts, members.claim == parts.id, "left")
    placed = placed.where("part is not null or json is not null")  # a paragraph that speaks of nothing known
    placed = placed.withColumn("part", f.coalesce("part", "claim")).drop("id")
    inside = _inside(pairs, parts)
    return (
        placed.groupBy("part")
        .cogroup(inside.groupBy("part"))
        .applyInArrow(settle_part, spark_schema(INCIDENTS))
    )


def _inside(pairs: DataFrame, parts: DataFrame) -> DataFrame:
    """The pairs both ends of which are in one component, with it."""
    one = parts.select(f.col("id").alias("one"), "part")
    other = parts.select(f.col("id").alias("other"), f.col("part").alias("there"))
    joined = pairs.join(one, "one").join(other, "other").where(f.col("part") == f.col("there"))
    return joined.select("part", *_PAIRS.names)


def components(edges: DataFrame) -> DataFrame:
    """Connected components: for every end of an edge (`one`, `other`) its smallest member, as `id`, `part`.

    Every round gives each member the least part among its neighbours', then follows it one step further, so
    that the number of rounds grows with the logarithm of the longest chain.
    """
    ends = edges.union(edges.select("other", "one")).toDF("id", "near").distinct().persist()
    parts = ends.groupBy("id").agg(f.least("id", f.min("near")).alias("part")).localCheckpoint()
    while True:
        seen = parts.toDF("near", "seen")
        least = ends.join(seen, "near").groupBy("id").agg(f.min("seen").alias("seen"))
        nearer = parts.join(least, "id").select("id", f.least("part", "seen").alias("part"))
        roots = nearer.toDF("part", "root")
        now = nearer.join(roots, "part").select("id", f.col("root").alias("part")).localCheckpoint()
        moved = now.join(parts.toDF("id", "was"), "id").where(f.col("part") != f.col("was"))
        parts = now
        if moved.isEmpty():
            return parts


def _families(reports: DataFrame) -> DataFrame:
    """For every report that may have copies, the first of its family: `id`, `first`."""
    rules = settings.family_rules()
    sentences = reports.select("report").mapInArrow(sentence_rows, spark_schema(_SENTENCES))
    common = sentences.groupBy("key").count().where(f.col("count") > rules.common_sentence).select("key")
    has = sentences.join(common, "key").groupBy("id").agg(f.collect_set("key").alias("common"))
    told = reports.join(has, "id", "left").select(
        "id", "report", "published", f.coalesce("common", f.array().cast("array<bigint>")).alias("common")
    )
    bands = told.mapInArrow(band_rows, spark_schema(_BANDS))
    order = Window.partitionBy("band").orderBy(f.col("day").asc_nulls_first(), "id")
    apart = f.datediff("day", f.lag("day").over(order))
    undated = f.max(f.col("day").isNull()).over(Window.partitionBy("band"))
    chained = bands.select(
        f.col("id").alias("one"),
        f.lag("id").over(order).alias("other"),
        (undated | (apart <= rules.window_days)).alias("near"),
    )
    parts = components(chained.where("other is not null and near").select("one", "other").distinct())
    grouped = told.join(parts, "id").select("part", "report", "common")
    return grouped.groupBy("part").applyInArrow(first_of_part, spark_schema(_FIRST))


def _pairs(members: DataFrame) -> DataFrame:
    """All pairs that share a block, each once, scored."""
    blocks = members.select(f.explode("keys").alias("key"), "claim", "core", "facts", "passage")
    named = blocks.select("key.block", "key.sort", "claim", "core", "facts", "passage")
    return named.groupBy("block").applyInArrow(score_block, spark_schema(_PAIRS)).distinct()


def sentence_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Reports → the keys of their sentences."""
    for report in _reports(batches):
        yield batch_of([{"id": report.id, "key": key} for key in sorted(sentence_keys(report))], _SENTENCES)


def band_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Reports, with the keys of their sentences that are common → the bands that alike sentences share."""
    for batch in batches:
        for row in batch.to_pylist():
            bands = sorted(band_keys(from_json(row["report"], Report), frozenset(row["common"])))
            rows = [{"id": row["id"], "day": row["published"], "band": band} for band in bands]
            yield batch_of(rows, _BANDS)


def first_of_part(part: pa.Table) -> pa.Table:
    """Reports that share bands → the first of each one's family."""
    rows = part.to_pylist()
    common = frozenset(key for row in rows for key in row["common"])
    first = find_families((from_json(row["report"], Report) for row in rows), common).first
    return _table([{"id": report, "first": one} for report, one in first.items()], _FIRST)


def speaking_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Reports without claims → those of them that look back to something."""
    for batch in batches:
        yield batch.filter(
            pa.array([looks_back(from_json(row, Report)) for row in batch["report"].to_pylist()])
        )


def member_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Reports with the first of their family → their claims and the paragraphs that look back, what is
    compared of them, their blocks.
    """
    for batch in batches:
        for row in batch.to_pylist():
            report = from_json(row["report"], Report)
            told = sorted((from_json(one, Claim) for one in row["claims"]), key=lambda claim: claim.id)
            roles = roles_of(told)
            first = {report.id: row["first"]}
            facts = gather((*roles.core, *roles.satellites), {report.id: report}, first, _registry())
            core = {claim.id for claim in roles.core}
            rows = [
                {
                    "claim": claim.id,
                    "core": claim.id in core,
                    "about": claim.about.claim if claim.about is not None else None,
                    "facts": pickle.dumps(facts[claim.id]) if claim.id in facts else None,
                    "first": row["first"],
                    "json": to_json(claim).decode(),
                    "report": row["report"],
                    "keys": _blocks(facts[claim.id], claim.id in core) if claim.id in facts else [],
                }
                for claim in (*roles.core, *roles.satellites, *roles.words)
            ]
            rows += [
                {
                    "claim": passage.id,
                    "core": False,
                    "passage": pickle.dumps(passage),
                    "first": row["first"],
                    "report": row["report"],
                    "keys": [
                        {"block": _block("spoken", key), "sort": "speaks"} for key in mentioning.keys(passage)
                    ],
                }
                for passage in passages([report], told, _registry()).values()
            ]
            yield batch_of(rows, _MEMBERS)


def _blocks(facts: Facts, core: bool) -> list[dict[str, str]]:
    """Where a claim meets others; what tells a closer place meets in the wide what tells none."""
    drawn: set[tuple[str, str, Key]]
    drawn = {("home" if sort == "home" else "wide", sort, key) for sort, key in keys(facts)}
    if core:
        drawn |= {("spoken", "told", key) for key in mentioning.claim_keys(facts)}
    return [{"block": _block(kind, key), "sort": sort} for kind, sort, key in sorted(drawn)]


def _block(kind: str, key: Key) -> str:
    return "\x1f".join((kind, *key))


def score_block(block: pa.Table) -> pa.Table:
    """The claims of one block → its pairs, scored: of founding claims, and of what may speak of them."""
    rows = block.to_pylist()
    facts: dict[str, Facts] = {
        row["claim"]: pickle.loads(row["facts"]) for row in rows if row["facts"] is not None
    }
    core = {row["claim"] for row in rows if row["core"]}
    by_sort = {
        sort: {row["claim"] for row in rows if row["sort"] == sort}
        for sort in ("home", "wide", "inner", "told")
    }

    def drawn(among: set[str] | None, known: dict[str, Facts]) -> Iterator[tuple[str, str]]:
        home, wide, inner = (by_sort[sort] & known.keys() for sort in ("home", "wide", "inner"))
        yield from pairs_at_home(home, known, among)
        if wide:
            yield from pairs_in_the_wide(wide, inner, known, among)

    founding = {claim: facts[claim] for claim in core}
    found = [(one, other, score(facts[one], facts[other]), "pair") for one, other in drawn(None, founding)]
    wanted = facts.keys() - core
    found += [(*lead, "lead") for lead in leads(wanted, drawn(wanted, facts), facts)]
    speaking = {row["claim"]: pickle.loads(row["passage"]) for row in rows if row["passage"] is not None}
    spoken = mentioning.pairs_in_block(speaking.values(), [facts[claim] for claim in by_sort["told"]])
    found += [(*lead, "mention") for lead in mentioning.leads(spoken, speaking, facts)]
    return _table([dict(zip(_PAIRS.names, row, strict=True)) for row in found], _PAIRS)


def settle_part(members: pa.Table, pairs: pa.Table) -> pa.Table:
    """One component's claims and scored pairs → its incidents."""
    rows, scores = members.to_pylist(), pairs.to_pylist()
    claims = [from_json(row["json"], Claim) for row in rows if row["json"] is not None]
    told = [
        (from_json(text, Report), first) for text, first in {(row["report"], row["first"]) for row in rows}
    ]
    reports = {report.id: report for report, _ in told}
    first = {report.id: one for report, one in told}
    by_sort = {sort: [row for row in scores if row["sort"] == sort] for sort in ("pair", "lead", "mention")}
    scored = Scored(
        {row["claim"]: pickle.loads(row["facts"]) for row in rows if row["facts"] is not None},
        {(row["one"], row["other"]): row["score"] for row in by_sort["pair"]},
        tuple((row["one"], row["other"], row["score"]) for row in by_sort["lead"]),
        {row["claim"]: pickle.loads(row["passage"]) for row in rows if row["passage"] is not None},
        tuple((row["one"], row["other"], row["score"]) for row in by_sort["mention"]),
    )
    linkage = link(claims, reports, _registry(), families=Families(first, ()), scored=scored)
    return _table([incident_row(incident) for incident in linkage.incidents], INCIDENTS)


def _reports(batches: Iterable[pa.RecordBatch]) -> Iterator[Report]:
    return (from_json(row["report"], Report) for batch in batches for row in batch.to_pylist())


def _table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_batches([batch_of(rows, schema)], schema)
