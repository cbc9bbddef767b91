"""Allowed: what a query may be made of.

Parts and functions are named by the parser's classes, whatever they are spelt like; those it does not know, by name.
SQLite judges all functions itself as it prepares a statement; for PostgreSQL the parser has to.
"""


def _listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


PARTS = _listed(
    """
    Select Union Intersect Except Subquery With CTE From Join Where Group Having Order Ordered Limit Offset Fetch
    Table TableAlias Alias Column Identifier Star Var Literal Boolean Null Paren Tuple Values Lateral Add Sub Mul
    Div IntDiv Mod Neg BitwiseAnd BitwiseOr BitwiseXor BitwiseNot BitwiseLeftShift BitwiseRightShift EQ NEQ GT GTE
    LT LTE Is In Between Like ILike Glob NullSafeEQ NullSafeNEQ Escape Not DPipe SafeDPipe Distinct Any
    All Window WindowSpec Filter WithinGroup IgnoreNulls RespectNulls Interval IntervalSpan DataType DataTypeParam
    AtTimeZone Cube Rollup GroupingSets Bracket Slice Kwarg Collate Array JSONPath JSONPathRoot JSONPathKey
    JSONPathSubscript
    """
)
"""Classes of what is no function. Neither locks, INTO, parameters, commands nor anything that writes is among them."""

SQLITE_FUNCTIONS = _listed(
    """
    abs avg ceil ceiling char coalesce concat concat_ws count cume_dist date datetime dense_rank exp first_value
    floor format glob group_concat ifnull iif instr json_array_length json_extract json_type json_valid julianday
    lag last_value lead length like ln log log10 log2 lower ltrim max min mod nth_value ntile nullif percent_rank pi
    pow power printf random rank replace round row_number rtrim sign sqrt strftime string_agg substr substring sum
    time timediff total trim trunc typeof unicode unixepoch upper -> ->> current_date current_time current_timestamp
    """
)
"""None of these reads a file, loads code or tells of the engine; `hex`, `randomblob` and `zeroblob` only make bombs."""

POSTGRESQL_CLASSES = _listed(
    """
    Abs And Or Not Case If Cast Coalesce Nullif Greatest Least Exists Any All Collate Array Count Sum Avg Min Max
    Stddev StddevPop StddevSamp Variance VariancePop Corr CovarPop CovarSamp RegrSlope RegrIntercept RegrR2
    LogicalAnd LogicalOr GroupConcat PercentileCont PercentileDisc Mode Median Grouping RowNumber Rank DenseRank
    PercentRank CumeDist Ntile Lag Lead FirstValue LastValue NthValue Ceil Floor Round Trunc Sign Sqrt Cbrt Pow Exp
    Ln Log Pi Rand WidthBucket Length Lower Upper Trim Initcap Left Right Substring StrPosition SplitPart StartsWith
    Concat ConcatWs Ascii Date TimestampTrunc DateTrunc Extract TimeToStr StrToDate StrToTime UnixToTime StrToUnix
    MakeInterval DateBin CurrentDate CurrentTime CurrentTimestamp Localtime Localtimestamp ToChar ToNumber
    JustifyDays JustifyHours JustifyInterval JSONExtract JSONExtractScalar JSONBExtract JSONBExtractScalar
    """
)

POSTGRESQL_FUNCTIONS = _listed(
    """
    age make_date to_number div gcd lcm mode isfinite every char_length character_length octet_length starts_with
    json_array_length jsonb_array_length array_length cardinality num_nulls num_nonnulls timezone
    """
)

POSTGRESQL_TYPES = _listed(
    """
    BOOLEAN SMALLINT INT BIGINT DECIMAL FLOAT DOUBLE TEXT VARCHAR CHAR NCHAR NVARCHAR BPCHAR DATE TIME TIMETZ
    TIMESTAMP TIMESTAMPTZ TIMESTAMPNTZ INTERVAL UUID MONEY ARRAY
    """
)
"""What may be cast to; names of the database's own objects (`regclass` and its like) and its own types may not."""
