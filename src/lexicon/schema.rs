//! What does an editor's program need to know to help whoever writes a lexicon? A JSON Schema of the format.

use serde_json::{Map, Value, json};

use super::keys::{AXIS, CATEGORY, DEFAULTS, ENTRY, FILE, GUARD, Key, Keys, Kind, LEXICON, NAMESET, TESTS, VARIANT};

/// The JSON Schema (draft 7, which TOML editors know) of a lexicon file, made from the tables by which the loader
/// refuses keys. What several keys must say together, such as that a mirror is there, only the loader knows.
pub fn schema() -> Value {
    let mut schema = table(&FILE);
    let definitions = TABLES.iter().map(|&(name, keys)| (name.to_owned(), table(keys)));
    let definitions: Map<String, Value> = definitions.collect();
    if let Value::Object(fields) = &mut schema {
        fields.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        fields.insert("title".to_owned(), json!("Slantwise lexicon, format 1"));
        fields.insert("definitions".to_owned(), Value::Object(definitions));
    }
    schema
}

/// The tables that others hold, by the names they have in the schema.
const TABLES: [(&str, &Keys); 9] = [
    ("lexicon", &LEXICON),
    ("defaults", &DEFAULTS),
    ("category", &CATEGORY),
    ("axis", &AXIS),
    ("entry", &ENTRY),
    ("tests", &TESTS),
    ("guard", &GUARD),
    ("nameset", &NAMESET),
    ("variant", &VARIANT),
];

fn table(keys: &Keys) -> Value {
    let properties: Map<String, Value> = keys.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = keys.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut table = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    if !keys.any_of.is_empty() {
        table["anyOf"] = keys.any_of.iter().map(|key| json!({ "required": [key] })).collect();
    }
    if !keys.with.is_empty() {
        let with = keys.with.iter().map(|&(key, other)| (key.to_owned(), json!([other])));
        table["dependencies"] = Value::Object(with.collect());
    }
    table
}

fn property(key: &Key) -> Value {
    let mut value = value(key.kind);
    // Beside a reference other words are not read in draft 7.
    if value.get("$ref").is_some() {
        value = json!({ "allOf": [value] });
    }
    value["description"] = json!(key.about);
    value
}

/// A text that is not blank.
const NOT_BLANK: &str = r"\S";

/// Words of small letters and digits with hyphens between them. A schema cannot name small letters of all scripts, so
/// it refuses only what no id has in any.
const ID: &str = r"^[^A-Z\s/_.-]+(-[^A-Z\s/_.-]+)*$";
const FULL_ID: &str = r"^([^A-Z\s/]+/)?[^A-Z\s/_.-]+(-[^A-Z\s/_.-]+)*$";

fn value(kind: Kind) -> Value {
    let text = || json!({ "type": "string", "pattern": NOT_BLANK });
    match kind {
        Kind::Text => text(),
        Kind::Id { full } => json!({ "type": "string", "pattern": if full { FULL_ID } else { ID } }),
        Kind::Choice(choices) => json!({ "enum": choices }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::True => json!({ "enum": [true] }),
        Kind::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Texts => json!({ "type": "array", "minItems": 1, "items": text() }),
        Kind::TextsOrEmpty => {
            json!({ "type": "array", "minItems": 1, "items": { "type": "string", "pattern": r"^$|\S" } })
        }
        Kind::Table(keys) => reference(keys),
        Kind::Tables(keys, least, most) => {
            let mut list = json!({ "type": "array", "minItems": least, "items": reference(keys) });
            if let Some(most) = most {
                list["maxItems"] = json!(most);
            }
            list
        }
        Kind::Lists => json!({
            "type": "object",
            "propertyNames": { "pattern": r"^[^\s.,;:!?@/]+$" },
            "additionalProperties": { "type": "array", "minItems": 1, "items": text() },
        }),
    }
}

fn reference(keys: &'static Keys) -> Value {
    let name = TABLES.iter().find(|(_, of)| std::ptr::eq(*of, keys)).map_or("", |(name, _)| name);
    json!({ "$ref": format!("#/definitions/{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{File, Lexicons, Selection};

    /// What is wrong with a value by a schema, in the few words that ours uses.
    fn refuses(schema: &Value, value: &Value) -> Option<String> {
        let root = super::schema();
        refusal(&root, schema, value)
    }

    fn refusal(root: &Value, schema: &Value, value: &Value) -> Option<String> {
        if let Some(reference) = schema["$ref"].as_str() {
            return refusal(root, root.pointer(&reference[1..]).expect("a definition"), value);
        }
        let all = schema["allOf"].as_array().into_iter().flatten();
        let wrong = all.filter_map(|of| refusal(root, of, value)).next();
        let is_type = match schema["type"].as_str() {
            Some("string") => value.is_string(),
            Some("integer") => value.is_i64() || value.is_u64(),
            Some("boolean") => value.is_boolean(),
            Some("array") => value.is_array(),
            Some("object") => value.is_object(),
            _ => true,
        };
        if wrong.is_some() || !is_type {
            return wrong.or(Some(format!("{value} is no {}", schema["type"])));
        }
        if let Some(choices) = schema["enum"].as_array()
            && !choices.contains(value)
        {
            return Some(format!("{value} is none of {choices:?}"));
        }
        if let Some(text) = value.as_str() {
            let is_blank = text.trim().is_empty();
            let is_id = text.chars().all(|c| !c.is_uppercase() && !c.is_whitespace() && !"/_.".contains(c));
            let fits = match schema["pattern"].as_str() {
                Some(NOT_BLANK) => !is_blank,
                Some(r"^$|\S") => text.is_empty() || !is_blank,
                Some(ID) => !is_blank && is_id,
                Some(FULL_ID) => !is_blank && text.split('/').count() <= 2,
                Some(other) => panic!("pattern {other}"),
                None => true,
            };
            return (!fits).then(|| format!("{text:?} does not fit"));
        }
        if let (Some(number), Some(least), Some(most)) =
            (value.as_i64(), schema["minimum"].as_i64(), schema["maximum"].as_i64())
        {
            return (!(least..=most).contains(&number)).then(|| format!("{number} is out of bounds"));
        }
        if let Some(items) = value.as_array() {
            let least = schema["minItems"].as_u64().unwrap_or(0) as usize;
            let most = schema["maxItems"].as_u64().map_or(usize::MAX, |most| most as usize);
            if !(least..=most).contains(&items.len()) {
                return Some(format!("{} items", items.len()));
            }
            return items.iter().find_map(|item| refusal(root, &schema["items"], item));
        }
        let fields = value.as_object()?;
        let has = |key: &Value| key.as_str().is_some_and(|key| fields.contains_key(key));
        let listed = |of: &Value| of.as_array().is_none_or(|keys| keys.iter().all(has));
        if !listed(&schema["required"])
            || schema["anyOf"].as_array().is_some_and(|any| !any.iter().any(|of| listed(&of["required"])))
        {
            return Some("a key is missing".to_owned());
        }
        let with = schema["dependencies"].as_object().into_iter().flatten();
        if with.into_iter().any(|(key, others)| fields.contains_key(key) && !listed(others)) {
            return Some("a key is alone".to_owned());
        }
        fields.iter().find_map(|(key, value)| match (&schema["properties"][key], &schema["additionalProperties"]) {
            (Value::Null, Value::Bool(false)) => Some(format!("no key {key}")),
            (Value::Null, schema) | (schema, _) => refusal(root, schema, value),
        })
    }

    fn json_of(toml: &str) -> Value {
        serde_json::to_value(toml.parse::<toml::Table>().expect("TOML")).expect("JSON")
    }

    #[test]
    fn the_shipped_lexicons_and_the_template_fit_the_schema() {
        for (name, text) in crate::lexicon::builtin::SHIPPED {
            assert_eq!(refuses(&schema(), &json_of(text)), None, "{name}");
        }
        let template = crate::lexicon::template("my-desk").expect("a template");
        assert_eq!(refuses(&schema(), &json_of(&template)), None);
    }

    /// Each key of each table, with values of every kind: whatever the schema refuses, the loader refuses; and what the
    /// loader refuses for its kind, its bounds or its choices, the schema does too.
    #[test]
    fn schema_and_loader_agree_on_every_key() {
        let values = [
            "\"text\"",
            "\"\"",
            "\"Two Words\"",
            "2",
            "50",
            "-1",
            "99999999999",
            "true",
            "false",
            "1.5",
            "[]",
            "[\"word\"]",
            "[\"\"]",
            "[1]",
            "{}",
            "[{}]",
        ];
        let mut n_refused = 0;
        for (name, keys) in TABLES.into_iter().chain([("file", &FILE)]) {
            for key in keys.keys.iter().map(|key| key.name).chain(["luck"]) {
                for value in values {
                    let text = with(name, key, value);
                    let Ok(table) = text.parse::<toml::Table>() else { continue };
                    let by_schema = refuses(&schema(), &serde_json::to_value(table).expect("JSON"));
                    let extra = vec![File { name: "l.toml".to_owned(), text: text.clone() }];
                    let loaded = Lexicons::load(&Selection { only: vec!["common".to_owned()], extra });
                    let by_loader = loaded.err().map(|error| error.to_string());
                    assert!(
                        by_schema.is_none() || by_loader.is_some(),
                        "{name}.{key} = {value}: only the schema refuses it: {by_schema:?}"
                    );
                    let of_kind = [
                        "` cannot have ",
                        "` cannot be \"",
                        "is blank",
                        "empty list",
                        "which is not from",
                        "has no key",
                    ];
                    if by_loader.as_ref().is_some_and(|said| of_kind.iter().any(|part| said.contains(part))) {
                        n_refused += 1;
                        assert!(
                            by_schema.is_some(),
                            "{name}.{key} = {value}: only the loader refuses it: {by_loader:?}"
                        );
                    }
                }
            }
        }
        assert!(n_refused > 500, "{n_refused}");
    }

    /// A small lexicon in which a table of this name has this key.
    fn with(table: &str, key: &str, value: &str) -> String {
        let lines = |name: &str, lines: &[&str]| {
            let own = (name == table).then(|| format!("{key} = {value}\n"));
            let kept = lines.iter().filter(|line| name != table || line.split(' ').next() != Some(key));
            let lines: String = kept.map(|line| format!("{line}\n")).collect();
            format!("{lines}{}", own.unwrap_or_default())
        };
        let guard = match table {
            "guard" if key == "any" => format!("{{ {key} = {value} }}"),
            "guard" => format!("{{ any = [\"x\"], {key} = {value} }}"),
            _ => "{ any = [\"x\"] }".to_owned(),
        };
        let mut text = lines("file", &["format = 1"]);
        text += &format!("[lexicon]\n{}", lines("lexicon", &["id = \"desk\"", "version = \"1\"", "language = \"en\""]));
        text += &format!("[defaults]\n{}", lines("defaults", &[]));
        text += &format!("[[category]]\n{}", lines("category", &["id = \"mood\""]));
        text += &format!("[[axis]]\n{}", lines("axis", &["id = \"axis\"", "a = \"a\"", "b = \"b\""]));
        let entry = ["id = \"gloom\"", "category = \"mood\"", "intensity = 2", "forms = [\"gloom\"]"];
        text += &format!("[[entry]]\nunless = [{guard}]\n{}", lines("entry", &entry));
        text += &format!("[entry.tests]\n{}", lines("tests", &[]));
        text += &format!("[[nameset]]\n{}", lines("nameset", &["id = \"set\"", "referent = \"it\""]));
        text += &format!("[[nameset.variant]]\n{}", lines("variant", &["id = \"one\"", "forms = [\"One\"]"]));
        text + "[[nameset.variant]]\nid = \"two\"\nforms = [\"Two\"]\n"
    }
}
