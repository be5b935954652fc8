//! Are the Parquet tables what the README says: names, types, stamps?

use std::fs::File;

use parquet::basic::{ConvertedType, Type};
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::{Field, RowAccessor};
use serde_json::Value;

use crate::program::{Folder, objects, samples};

fn open(folder: &Folder, path: &str) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(folder.path(path)).expect("a table")).expect("Parquet")
}

/// A field as JSON has it.
fn json(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => (*flag).into(),
        Field::UByte(number) => (*number).into(),
        Field::UInt(number) => (*number).into(),
        Field::Str(text) => text.as_str().into(),
        Field::ListInternal(list) => list.elements().iter().map(json).collect(),
        Field::Group(row) => row.get_column_iter().map(|(name, field)| (name.clone(), json(field))).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_of_parquet_and_of_json_lines_are_the_same() {
    let folder = Folder::new("parquet-rows");
    folder.run(&format!("score {} -o p", samples())).code(0);
    folder.run(&format!("score {} -o j --format jsonl", samples())).code(0);
    for (table, n_columns) in [("articles", 73), ("hits", 23), ("names", 16)] {
        let reader = open(&folder, &format!("p/{table}.parquet"));
        let objects = objects(&folder.read(format!("j/{table}.jsonl")));
        let schema = reader.metadata().file_metadata().schema_descr();
        assert_eq!(schema.num_columns(), n_columns, "{table}");
        let rows: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), objects.len(), "{table}");
        for (row, object) in rows.iter().zip(&objects) {
            for (name, field) in row.get_column_iter() {
                let value = json(field);
                let (part, voice) = name.rsplit_once('_').unwrap_or((name, ""));
                let expected = object.get(part).and_then(|counts| counts.get(voice)).or_else(|| object.get(name));
                assert_eq!(&value, expected.unwrap_or(&Value::Null), "{table}.{name}");
            }
        }
    }
}

#[test]
fn columns_have_the_types_of_the_readme_and_files_say_what_made_them() {
    let folder = Folder::new("parquet-types");
    folder.run(&format!("score {} -o run", samples())).code(0);
    let reader = open(&folder, "run/hits.parquet");
    let metadata = reader.metadata().file_metadata();
    let schema = metadata.schema_descr();
    let of = |path: &str| {
        let found = schema.columns().iter().find(|column| column.path().string() == path).expect("the column");
        (found.physical_type(), found.converted_type(), found.max_def_level(), found.max_rep_level())
    };
    assert_eq!(of("id"), (Type::BYTE_ARRAY, ConvertedType::UTF8, 0, 0));
    assert_eq!(of("date"), (Type::BYTE_ARRAY, ConvertedType::UTF8, 1, 0));
    assert_eq!(of("intensity"), (Type::INT32, ConvertedType::UINT_8, 0, 0));
    assert_eq!(of("start"), (Type::INT32, ConvertedType::UINT_32, 0, 0));
    assert_eq!(of("advisory"), (Type::BOOLEAN, ConvertedType::NONE, 0, 0));
    assert_eq!(of("perspective.list.element"), (Type::BYTE_ARRAY, ConvertedType::UTF8, 1, 1));
    let entries = metadata.key_value_metadata().expect("metadata");
    let value = |key: &str| entries.iter().find(|entry| entry.key == key).and_then(|entry| entry.value.clone());
    assert_eq!(value("slantwise.schema").as_deref(), Some("4"));
    assert_eq!(value("slantwise.program").as_deref(), Some(concat!("slantwise ", env!("CARGO_PKG_VERSION"))));
    assert!(value("slantwise.lexicons").is_some_and(|lexicons| lexicons.contains("conflict ")));
    assert!(value("slantwise.made").is_some_and(|made| made.contains("\"hash\"")));
}

#[test]
fn a_part_is_a_row_group_in_all_three_tables() {
    let folder = Folder::new("parquet-groups");
    let lines: String = (0..6000)
        .map(|n| {
            format!(
                "{{\"id\": \"{n}\", \"outlet\": \"O\", \"text\": \"The regime fell on Monday, day {n}, and ISIS.\"}}\n"
            )
        })
        .collect();
    folder.write("a.jsonl", lines);
    folder.run("score a.jsonl -o run --part-articles 100").code(0);
    let groups = |table: &str| {
        let reader = open(&folder, &format!("run/{table}.parquet"));
        let groups = reader.metadata().row_groups().iter().map(|group| group.num_rows()).collect::<Vec<_>>();
        let ids = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").get_string(0).cloned());
        (groups, ids.map(|id| id.expect("an id")).collect::<Vec<_>>())
    };
    let (articles, ids) = groups("articles");
    assert!(articles.len() > 1, "{articles:?}");
    assert_eq!(ids, (0..6000).map(|n| n.to_string()).collect::<Vec<_>>());
    for table in ["hits", "names"] {
        assert_eq!(groups(table), (articles.clone(), ids.clone()), "{table}");
    }
}
