//! Which types do the columns have in the file, and how are they kept?

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{ColumnPath, Type};

use crate::run::columns::{Column, Columnar, Kind};
use crate::run::record::{FORMAT, Made};

/// The type of a file of these rows.
pub(super) fn schema<R: Columnar>() -> io::Result<Arc<Type>> {
    let mut text = String::from("message rows {\n");
    let columns = R::columns();
    let mut rest = columns.as_slice();
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|column| column.list == first.list).count();
        match first.list {
            None => rest[..n].iter().for_each(|column| declare(&mut text, column)),
            Some(list) => {
                let _ =
                    writeln!(text, "required group {list} (LIST) {{ repeated group list {{ required group element {{");
                for column in &rest[..n] {
                    let kind = if column.kind == Kind::Texts { "binary" } else { "int32" };
                    let logical = if column.kind == Kind::Texts { "STRING" } else { "INTEGER(32,false)" };
                    let _ = writeln!(text, "required {kind} {} ({logical});", column.name);
                }
                text.push_str("} } }\n");
            }
        }
        rest = &rest[n..];
    }
    text.push_str("}\n");
    parse_message_type(&text).map(Arc::new).map_err(io::Error::other)
}

fn declare(text: &mut String, Column { name, kind, .. }: &Column) {
    let declared = match kind {
        Kind::Text => format!("required binary {name} (STRING);"),
        Kind::Maybe => format!("optional binary {name} (STRING);"),
        Kind::Count => format!("required int32 {name} (INTEGER(32,false));"),
        Kind::Small => format!("required int32 {name} (INTEGER(8,false));"),
        Kind::Flag => format!("required boolean {name};"),
        Kind::Texts => {
            format!("required group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}")
        }
        Kind::Counts => format!(
            "required group {name} (LIST) {{ repeated group list {{ required int32 element (INTEGER(32,false)); }} }}"
        ),
    };
    text.push_str(&declared);
    text.push('\n');
}

/// Where the values of a column are in the file.
pub(super) fn path(Column { name, kind, list }: &Column) -> Vec<String> {
    let path: &[&str] = match (list, kind) {
        (Some(list), _) => &[list, "list", "element", name],
        (None, Kind::Texts | Kind::Counts) => &[name, "list", "element"],
        (None, _) => &[name],
    };
    path.iter().map(|&name| name.to_owned()).collect()
}

/// How these rows are kept, and by what they were made.
///
/// Statistics let readers skip row groups by outlet and date; in the other columns they would cost and skip nothing.
/// A dictionary is no use where every row has another value.
pub(super) fn properties(made: &Made, is_unique: &[&str]) -> io::Result<Arc<WriterProperties>> {
    let stamp = made.stamp();
    let entry = |key: &str, value: String| KeyValue::new(format!("slantwise.{key}"), value);
    let versions = serde_json::to_string(made)?;
    let metadata = vec![
        entry("schema", FORMAT.to_string()),
        entry("program", stamp.program),
        entry("lexicons", stamp.lexicons),
        entry("made", versions),
    ];
    let mut properties = WriterProperties::builder()
        .set_created_by(made.program.clone())
        .set_key_value_metadata(Some(metadata))
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_statistics_enabled(EnabledStatistics::None)
        .set_offset_index_disabled(true);
    for name in ["outlet", "date"] {
        properties = properties.set_column_statistics_enabled(ColumnPath::from(name), EnabledStatistics::Chunk);
    }
    for &name in is_unique {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(name), false);
    }
    Ok(Arc::new(properties.build()))
}
