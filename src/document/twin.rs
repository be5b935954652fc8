//! Does our tree say what the `toml` crate's says?

use proptest::prelude::*;
use toml::de::{DeTable, DeValue};

use super::{Problems, Table, Value, parse};

/// One line for each value, the same for both trees.
fn ours(table: &Table<'_>, path: &str, lines: &mut Vec<String>) {
    lines.push(format!("{path} {{}}"));
    for (key, node) in table.iter() {
        our_value(&node.value, &format!("{path}.{:?}", key.text), lines);
    }
}

fn our_value(value: &Value<'_>, path: &str, lines: &mut Vec<String>) {
    match value {
        Value::Table(table) => ours(table, path, lines),
        Value::Tables(tables) => {
            lines.push(format!("{path} []"));
            tables.iter().enumerate().for_each(|(n, table)| ours(table, &format!("{path}[{n}]"), lines));
        }
        Value::List(items) => {
            lines.push(format!("{path} []"));
            items.iter().enumerate().for_each(|(n, item)| our_value(&item.value, &format!("{path}[{n}]"), lines));
        }
        Value::String(text) => lines.push(format!("{path} = {text:?}")),
        Value::Integer(number) => lines.push(format!("{path} = {number}")),
        Value::Boolean(value) => lines.push(format!("{path} = {value}")),
        Value::Float => lines.push(format!("{path} = float")),
        Value::Date => lines.push(format!("{path} = date")),
    }
}

fn theirs(table: &DeTable<'_>, path: &str, lines: &mut Vec<String>) {
    lines.push(format!("{path} {{}}"));
    for (key, node) in table.iter() {
        their_value(node.get_ref(), &format!("{path}.{:?}", key.get_ref()), lines);
    }
}

fn their_value(value: &DeValue<'_>, path: &str, lines: &mut Vec<String>) {
    match value {
        DeValue::Table(table) => theirs(table, path, lines),
        DeValue::Array(items) => {
            lines.push(format!("{path} []"));
            let items = items.iter().enumerate();
            items.for_each(|(n, item)| their_value(item.get_ref(), &format!("{path}[{n}]"), lines));
        }
        DeValue::String(text) => lines.push(format!("{path} = {text:?}")),
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix()).expect("small numbers only");
            lines.push(format!("{path} = {number}"));
        }
        DeValue::Boolean(value) => lines.push(format!("{path} = {value}")),
        DeValue::Float(_) => lines.push(format!("{path} = float")),
        DeValue::Datetime(_) => lines.push(format!("{path} = date")),
    }
}

/// Both refuse the text, or both take it and say the same.
fn check(text: &str) {
    let mut problems = Problems::default();
    let table = parse(text, &mut problems);
    match DeTable::parse(text) {
        Ok(theirs_root) => {
            let told = problems.told(text).0;
            // TOML 1.0 forbids to extend an array of tables by a dotted key; the toml crate lets it pass, we do not.
            if text.contains("[[") && !told.is_empty() && told.iter().all(|of| of.message.ends_with("is given twice")) {
                return;
            }
            assert_eq!(told, [], "the toml crate takes this:\n{text}");
            let (mut a, mut b) = (Vec::new(), Vec::new());
            ours(&table, "", &mut a);
            theirs(theirs_root.get_ref(), "", &mut b);
            a.sort();
            b.sort();
            assert_eq!(a, b, "{text}");
        }
        Err(error) => assert!(!problems.is_empty(), "the toml crate refuses this: {error}\n{text}"),
    }
}

#[test]
fn the_shipped_common_lexicon_reads_the_same() {
    check(include_str!("../../lexicons/common.toml"));
}

#[test]
fn tables_are_put_together_the_same_way() {
    for text in [
        "a = 1979-05-27",
        "a = -1979-05-27",
        "a = 1979-13-27",
        "a.b = 1\na.c = 2\n[t]\nx.y.z = 1\nx.y.w = 2",
        "[a.b]\nx = 1\n[a]\ny = 2",
        "[[e]]\nid = 1\n[e.tests]\nhit = [\"x\"]\n[[e]]\nid = 2\n[e.tests]\nhit = []",
        "[a]\nx = 1\n[a]\ny = 1",
        "[a]\n[a.b]\n[[a.b]]",
        "a = [1]\n[[a]]\nb = 1",
        "a = { b = 1 }\n[a.c]\n",
        "a = { b.c = 1, b.d = 2 }",
        "a = { b = { c = 1 }, b.d = 2 }",
        "[a.b]\nc = 1\n[a]\nb.d = 2",
        "[a]\nb.c = 1\n[a.b]\nd = 2",
        "[a]\nb.c = 1\n[a.b.e]\nd = 2",
        "[[a.b.c]]\n[\"a\"]\nb.a = 1\n[a.b]\n",
        "[a.b.c]\n[a]\nb.d = 1\n[a.b]\ne = 1",
        "[[a.b]]\nx = 1\n[[a.b]]\nx = 2\n[a.b.c]\ny = 1",
        "\"a b\" = 1\n'c\"d' = \"\"\"\nline\n\\\n  more\"\"\"\nx = '''\nraw\\'''",
        "\u{feff}a = 1\r\nb = 0x1F\r\nc = 1_000\r\nd = 1979-05-27T07:32:00Z\r\ne = nan # c",
        "= 1",
        "a =",
        "a = \"open\nb = 1",
        "[a\nb = 1",
        "a = 1 b = 2",
        "",
    ] {
        check(text);
    }
}

/// Pieces of TOML in any order: mostly broken, sometimes not.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "c",
        ".",
        "=",
        " = ",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        ", ",
        "\n",
        "\n",
        "\n",
        "1",
        "true",
        "\"x\"",
        "'y'",
        "\"",
        "\"\"\"",
        "#",
        "[a]\n",
        "[[a]]\n",
        "[a.b]\n",
        "a = 1\n",
        "b = [1, 2]\n",
        "c = { a = 1 }\n",
        "a.b = 1\n",
        "[[a.c]]\n",
        "é",
        "\\",
        "\r",
        "\u{0}",
        "\u{feff}",
        "1979-05-27",
        "-",
        "0x1",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Statements in any order: often well-formed, often repeating or extending each other.
fn statements() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(vec!["a", "b", "c", "\"a\"", "a.b", "b.a", "a.b.c", "a . c"]);
    let value = prop::sample::select(vec![
        "1",
        "\"x\"",
        "[]",
        "[{ a = 1 }, 2]",
        "{ a = 1 }",
        "{ a.b = 1, a.c = {} }",
        "[\n1,\n]",
    ]);
    let statement = prop_oneof![
        (name(), value).prop_map(|(name, value)| format!("{name} = {value}\n")),
        name().prop_map(|name| format!("[{name}]\n")),
        name().prop_map(|name| format!("[[{name}]]\n")),
    ];
    prop::collection::vec(statement, 0..8).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn broken_files_are_refused_by_both(text in pieces()) {
        check(&text);
    }

    #[test]
    fn statements_mean_the_same_to_both(text in statements()) {
        check(&text);
    }
}

/// In quadratic time this would run for hours, and nobody would overlook it; no clock is asked, since it would ask how busy
/// the machine is.
#[test]
fn hostile_files_are_read_to_their_end() {
    for unit in ["[", "{", "a.", "=", "[a]\n", "\"", "[[a]]\n", "a={", "[{", "]", "a\n", "'''", "x=[\n"] {
        let text = unit.repeat((1 << 20) / unit.len());
        let mut problems = Problems::default();
        let _ = parse(&text, &mut problems);
        let (told, _) = problems.told(&text);
        assert!(!told.is_empty() || unit == "[[a]]\n", "{unit:?} repeated is no TOML");
    }
}
