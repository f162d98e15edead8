"""Arrow schemas as Spark takes them."""

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType


def spark_schema(schema: pa.Schema) -> StructType:
    """The same columns as a type of Spark."""
    return from_arrow_schema(schema)
