//! What does one cell of a Parquet column hold?

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};

use super::value::Value;

/// The value of a row in a column, as the same value would be in JSON; days and times are text.
pub(super) fn value(column: &ArrayRef, row: usize) -> Value<'_> {
    if column.is_null(row) {
        return Value::Null;
    }
    let text = |text| Value::Text(Cow::Borrowed(text));
    let binary = |bytes| std::str::from_utf8(bytes).map_or(Value::Other("bytes that are not UTF-8"), text);
    macro_rules! number {
        ($kind:ty) => {
            Value::Number(column.as_primitive::<$kind>().value(row).to_string())
        };
    }
    macro_rules! time {
        ($kind:ty) => {
            match column.as_primitive::<$kind>().value_as_datetime(row) {
                Some(time) => Value::Text(Cow::Owned(time.to_string())),
                None => Value::Other("a time beyond all years"),
            }
        };
    }
    match column.data_type() {
        DataType::Null => Value::Null,
        DataType::Utf8 => text(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => text(column.as_string::<i64>().value(row)),
        DataType::Utf8View => text(column.as_string_view().value(row)),
        DataType::Binary => binary(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => binary(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => binary(column.as_binary_view().value(row)),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Date32 => match column.as_primitive::<Date32Type>().value_as_date(row) {
            Some(day) => Value::Text(Cow::Owned(day.to_string())),
            None => Value::Other("a day beyond all years"),
        },
        DataType::Timestamp(TimeUnit::Second, _) => time!(TimestampSecondType),
        DataType::Timestamp(TimeUnit::Millisecond, _) => time!(TimestampMillisecondType),
        DataType::Timestamp(TimeUnit::Microsecond, _) => time!(TimestampMicrosecondType),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => time!(TimestampNanosecondType),
        DataType::List(_) => list(&column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => list(&column.as_list::<i64>().value(row)),
        DataType::Boolean => Value::Other("true or false"),
        _ => Value::Other("of a type that is not read"),
    }
}

/// Bytes that a list may have. No article has so many authors.
const MOST_LIST_BYTES: usize = 1 << 20;

/// Texts and numbers, joined as those of JSON are.
fn list(items: &ArrayRef) -> Value<'static> {
    let mut joined = String::new();
    for row in 0..items.len() {
        let item = match value(items, row) {
            Value::Null => continue,
            Value::Text(text) => text,
            Value::Number(number) => Cow::Owned(number),
            Value::List(_) | Value::Other(_) => return Value::Other("a list of more than texts"),
        };
        let item = item.trim();
        if MOST_LIST_BYTES < joined.len() + item.len() {
            return Value::Other("a list of more than a megabyte");
        }
        if !joined.is_empty() && !item.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(item);
    }
    Value::List(joined)
}
