"""What the command line has: each file's commands with the line that the help shows for them.

The help is printed from this, so that nothing heavy is imported for it; a test holds it equal to the
commands.
"""

CONTENTS: dict[str, dict[str, str]] = {
    "extract": {
        "extract": "Read reports and print their claims, one JSON object a line; store nothing.",
    },
    "read": {
        "ingest": "Read reports into the ledger, with a progress bar; what it has already is passed over.",
        "reread": (
            "Read kept reports again with the rules of today; what was read before stays in the history."
        ),
    },
    "bulk": {
        "run": (
            "Read many inputs into Parquet tables of reports, claims and incidents; ingest and "
            "DuckDB read them."
        ),
    },
    "ask": {
        "reports": "What was read: the reports of the ledger.",
        "claims": "What they say: claims, each with its quote and its voices.",
        "incidents": "What is said to have happened: claims of one happening put together.",
        "tolls": "How many, low to high, over the incidents asked for; what could not be added is said.",
        "control": "Who is said to hold which place at the end of a day, assessed and claimed kept apart.",
        "timeline": "The days that matter most, with their incidents.",
        "actors": "Who is spoken of, with how many claims.",
        "voices": "Who speaks, with how many claims.",
        "places": "Where, with how many claims.",
    },
    "explain": {
        "explain": (
            "Say why a claim or incident is as it is: the quote, the rule, the voices, what ties its claims."
        ),
        "history": (
            "Every revision of a report, claim or incident, and every review of it: when, by whom, why."
        ),
        "verify": "Prove that nothing in the past of the ledger was altered.",
    },
    "review": {
        "review": "What waits for a reviewer, and what reviewers decide.",
    },
    "keep": {
        "backup": "Write the whole ledger, its past included, into a new file, while others go on using it.",
        "restore": "Write all of a backup into an empty ledger, and prove that it is whole.",
    },
    "report": {
        "sitrep": "Write a situation report in which every statement leads to quotes.",
        "publish": "Write a read-only site of what a filter asks for: plain files, with the hash of each.",
    },
    "export": {
        "export": "Write what a filter keeps, no more and no less, in a format that others read.",
    },
    "serve": {
        "serve": "Serve the page and the API over the ledger.",
        "demo": "Ingest the sample reports (or your own) and serve the page: the whole of it in one command.",
    },
    "watch": {
        "watch": "Poll feeds, read what is new, link it into incidents and raise alerts.",
        "fetch": "Fetch pages into a web archive, which ingest reads; what is in the archive already stays.",
    },
    "knowledge": {
        "gazetteer": "Places: what a name could be; adding your own.",
        "registry": "Actors and voices: who a name could be; adding your own.",
    },
    "measure": {
        "evaluate": "Score the extractor on a public data set.",
        "schema": "Print the JSON Schema of reports, claims, incidents and all else that is printed as JSON.",
    },
}
