"""A store on this machine that speaks S3."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """The address of a store that keeps what it is given until the tests end."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def credentials() -> Iterator[None]:
    """What the environment holds to ask that store."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ACCESS_KEY_ID", "someone")
        patched.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
        patched.setenv("AWS_REGION", "eu-west-1")
        yield


@pytest.fixture
def bucket(endpoint: str, credentials: None) -> Iterator[str]:
    """The address of an empty bucket of that store."""
    from pyarrow import fs  # noqa: PLC0415

    store = fs.S3FileSystem(
        endpoint_override=endpoint, allow_bucket_creation=True, allow_bucket_deletion=True
    )
    store.create_dir("crawl")
    yield "s3://crawl"
    store.delete_dir("crawl")


@pytest.fixture
def asked(endpoint: str) -> str:
    """What stands behind the question mark of an address in that store."""
    return f"?endpoint_override={endpoint}"
