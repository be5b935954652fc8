//! What do several lexicons hold together, and what is a form made of?

use super::load::{Source, merged};
use super::*;

/// A lexicon of this id with these lines after its head; a first line that says what it disables goes before it.
fn lexicon(id: &str, lines: &str) -> String {
    let (top, tables) =
        if lines.starts_with("disable") { lines.split_once('\n').unwrap_or((lines, "")) } else { ("", lines) };
    format!("format = 1\n{top}\n[lexicon]\nid = \"{id}\"\nversion = \"1\"\nlanguage = \"en\"\n{tables}")
}

const MOOD: &str = "[[category]]\nid = \"mood\"\n";

/// An entry with more lines.
fn entry(id: &str, lines: &str) -> String {
    format!("[[entry]]\nid = \"{id}\"\ncategory = \"mood\"\nintensity = 2\n{lines}\n")
}

/// What a shipped lexicon `base` and a user's `desk` hold together.
fn base_and_desk(base: &str, desk: &str) -> Result<Lexicons, Error> {
    let (base, desk) = (lexicon("base", base), lexicon("desk", desk));
    merged(
        vec![
            Source { name: "base.toml", text: &base, is_shipped: true },
            Source { name: "desk.toml", text: &desk, is_shipped: false },
        ],
        &[],
    )
}

fn one(lines: &str) -> Lexicons {
    let text = lexicon("desk", &format!("{MOOD}{lines}"));
    merged(vec![Source { name: "desk.toml", text: &text, is_shipped: false }], &[])
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The full ids of the entries with their forms.
fn forms(lexicons: &Lexicons) -> Vec<String> {
    let texts = |entry: &Entry| entry.forms.iter().map(|form| form.text.clone()).collect::<Vec<_>>().join(", ");
    lexicons.entries.iter().map(|entry| format!("{}: {}", entry.full_id(), texts(entry))).collect()
}

fn shipped(forms: &str) -> String {
    entry("gloom", &format!("forms = {forms}\nstatus = \"reviewed\"\nreview = \"b, 2026-11-24\""))
}

#[test]
fn a_users_lexicon_extends() {
    let merged = base_and_desk(&format!("{MOOD}{}", shipped("[\"gloom\"]")), &entry("cheer", "forms = [\"cheer\"]"));
    let merged = merged.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(forms(&merged), ["base/gloom: gloom", "desk/cheer: cheer"]);
    assert_eq!(merged.notices, Vec::<String>::new());
}

#[test]
fn an_entry_with_a_full_id_replaces_the_shipped_one() {
    let base = format!("{MOOD}{}", shipped("[\"gloom\", \"gloomy\"]"));
    let desk = entry("base/gloom", "forms = [\"gloom\"]\nnote = \"Ours.\"");
    let merged = base_and_desk(&base, &desk).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(forms(&merged), ["base/gloom: gloom"]);
    assert_eq!(*merged.entries[0].note, "Ours.");
    assert_eq!(merged.notices, ["desk.toml:8:6: this entry replaces base/gloom"]);
    let untouched = base_and_desk(&base, "").unwrap_or_else(|error| panic!("{error}"));
    assert_ne!(merged.identities[0].hash, untouched.identities[0].hash, "it is not the shipped lexicon any more");
}

#[test]
fn entries_and_categories_are_switched_off() {
    let base = format!("{MOOD}[[category]]\nid = \"weather\"\n{}", shipped("[\"gloom\"]"));
    let rain =
        "[[entry]]\nid = \"rain\"\ncategory = \"weather\"\nintensity = 1\nforms = [\"rain\"]\nstatus = \"listed\"\n";
    let base = format!("{base}{rain}");
    for (disable, left) in
        [("base/gloom", "base/rain: rain"), ("mood", "base/rain: rain"), ("weather", "base/gloom: gloom")]
    {
        let merged =
            base_and_desk(&base, &format!("disable = [\"{disable}\"]")).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(forms(&merged), [left], "{disable}");
        assert_eq!(merged.notices, Vec::<String>::new());
    }
}

#[test]
fn a_users_form_wins_over_the_shipped_one_with_a_notice() {
    let base = format!("{MOOD}{}", shipped("[\"gloom\", \"dark mood\"]"));
    let merged = base_and_desk(&base, &entry("dark", "forms = [\"Dark-Mood\"]\nhyphen = \"either\""));
    let merged = merged.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(forms(&merged), ["base/gloom: gloom", "desk/dark: Dark-Mood"]);
    assert_eq!(merged.notices, ["desk.toml:11:10: \"Dark-Mood\" counts as desk/dark, not as base/gloom"]);
}

#[test]
fn a_form_that_is_only_listed_does_not_take_one_that_is_reviewed() {
    let base = format!("{MOOD}{}", shipped("[\"gloom\"]"));
    let merged = base_and_desk(&base, &entry("list", "forms = [\"gloom\", \"glum\"]\nstatus = \"listed\""));
    assert_eq!(forms(&merged.unwrap_or_else(|error| panic!("{error}"))), ["base/gloom: gloom", "desk/list: glum"]);
    let merged = base_and_desk(&base, &entry("try", "forms = [\"gloom\"]\nstatus = \"draft\""));
    assert_eq!(forms(&merged.unwrap_or_else(|error| panic!("{error}"))), ["base/gloom: gloom", "desk/try: gloom"]);
}

#[test]
fn what_is_declared_again_replaces_with_a_notice() {
    let set = |referent: &str| {
        let variant = |name: &str| format!("[[nameset.variant]]\nid = \"{name}\"\nforms = [\"{name}\"]\n");
        format!("[[nameset]]\nid = \"river\"\nreferent = \"{referent}\"\n{}{}", variant("avon"), variant("stour"))
    };
    let base = format!("{MOOD}[[axis]]\nid = \"n-s\"\na = \"n\"\nb = \"s\"\n{}", set("the river"));
    let desk = format!(
        "[[category]]\nid = \"mood\"\nadvisory_up_to = 2\n[[axis]]\nid = \"n-s\"\na = \"s\"\nb = \"n\"\n{}",
        set("ours")
    );
    let merged = base_and_desk(&base, &desk).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(merged.categories[0].advisory_up_to, 2);
    assert_eq!(merged.axes[0].a, "s");
    assert_eq!((&*merged.namesets[0].lexicon, merged.namesets[0].referent.as_str()), ("desk", "ours"));
    assert_eq!(merged.notices.len(), 3, "{:?}", merged.notices);
}

#[test]
fn more_is_asked_of_shipped_entries() {
    let base =
        format!("{MOOD}{}{}", entry("a", "forms = [\"a\"]"), entry("b", "forms = [\"b\"]\nstatus = \"reviewed\""));
    let error = base_and_desk(&base, &entry("c", "forms = [\"c\"]")).expect_err("two mistakes").to_string();
    assert!(error.contains("base.toml:9:1: an entry needs `status`"), "{error}");
    assert!(error.contains("base.toml:14:1: an entry needs `review`"), "{error}");
    assert!(!error.contains("desk.toml"), "{error}");
}

#[test]
fn two_shipped_lexicons_cannot_share_a_form() {
    let base = lexicon("base", &format!("{MOOD}{}", shipped("[\"gloom\"]")));
    let other = lexicon("other", &shipped("[\"Gloom\"]"));
    let sources = [("base.toml", &base), ("other.toml", &other)];
    let sources = sources.map(|(name, text)| Source { name, text, is_shipped: true });
    let error = merged(sources.to_vec(), &[]).expect_err("a shared form").to_string();
    let told = "other.toml:11:10: \"Gloom\" is a form of base/gloom too\n  base.toml:13:10: the form of base/gloom\n";
    assert!(error.starts_with(told), "{error}");
}

#[test]
fn a_file_with_the_id_of_a_shipped_lexicon_takes_its_place() {
    let (old, new) =
        (lexicon("base", &format!("{MOOD}{}", shipped("[\"gloom\"]"))), lexicon("base", &one_entry("glum")));
    let sources = vec![
        Source { name: "base.toml", text: &old, is_shipped: true },
        Source { name: "new.toml", text: &new, is_shipped: false },
    ];
    let merged = merged(sources, &[]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(forms(&merged), ["base/glum: glum"]);
}

fn one_entry(id: &str) -> String {
    format!("{MOOD}{}", entry(id, &format!("forms = [\"{id}\"]")))
}

#[test]
fn only_lexicons_that_are_asked_for_are_loaded() {
    let only = |ids: &[&str], extra: &str| {
        let extra = File { name: "desk.toml".to_owned(), text: lexicon("desk", extra) };
        Lexicons::load(&Selection { only: ids.iter().map(|&id| id.to_owned()).collect(), extra: vec![extra] })
    };
    let loaded = only(&["migration", "desk"], "").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        loaded.identities.iter().map(|identity| &*identity.id).collect::<Vec<_>>(),
        ["common", "migration", "desk"]
    );
    let error = only(&["migration", "mideats"], "").expect_err("a slip").to_string();
    assert_eq!(error, "only:1:11: there is no lexicon `mideats`\n  help: did you mean `mideast`?");
    let notices = only(&["migration"], "disable = [\"core/regime\"]").unwrap_or_else(|error| panic!("{error}")).notices;
    assert_eq!(notices, ["desk.toml:2:12: core is not loaded, so core/regime stays as it is"]);
}

#[test]
fn forms_are_inflected_expanded_and_cut() {
    let forms = |lines: &str| one(&entry("e", lines)).entries[0].forms.to_vec();
    let texts = |lines: &str| forms(lines).into_iter().map(|form| form.text).collect::<Vec<_>>();
    assert_eq!(texts("lemma = \"slam\"\npos = \"verb\""), ["slam", "slams", "slammed", "slamming"]);
    assert_eq!(
        texts("lemma = \"thug\"\npos = \"noun\"\nforms = [\"thugs\", \"thuggery\"]"),
        ["thug", "thugs", "thuggery"]
    );
    let flush = "pattern = [\"flush|flushed\", \"...4\", \"out|from\"]";
    assert_eq!(texts(flush), ["flush ...4 out", "flush ...4 from", "flushed ...4 out", "flushed ...4 from"]);
    let word = |text: &str, joint: FormJoint| Piece::Word { text: text.to_owned(), joint };
    let pieces = |lines: &str| forms(lines).remove(0).pieces;
    assert_eq!(pieces(flush), [word("flush", FormJoint::Space), Piece::Gap(4), word("out", FormJoint::Space)]);
    assert_eq!(
        pieces("pattern = [\"*-in-chief\"]"),
        [Piece::AnyWord, word("in", FormJoint::Hyphen), word("chief", FormJoint::Hyphen)]
    );
    assert_eq!(pieces("forms = [\"so-called\"]")[1], word("called", FormJoint::Hyphen));
    assert_eq!(pieces("forms = [\"so-called\"]\nhyphen = \"either\"")[1], word("called", FormJoint::Either));
    assert_eq!(pieces("forms = [\"and/or\"]")[1], word("or", FormJoint::Slash));
    assert_eq!(pieces("forms = [\"Da'esh\"]"), [word("Da'esh", FormJoint::Space)]);
}

#[test]
fn guards_know_their_classes_and_forms() {
    let lines = format!(
        "[classes]\nbeast = [\"wolf\", \"polar bear\"]\n[defaults]\nwindow = 7\n{}",
        entry(
            "e",
            "forms = [\"so-called\", \"so called\"]\nneeds = [ { any = [\"@beast\", \"US\"] } ]\nunless = [ { form = [\"so called\"], left = [\"are\"], demote_to = 1 } ]"
        )
    );
    let entry = one(&lines).entries.remove(0);
    let phrase = |words: &[&str]| -> Phrase { words.iter().map(|&word| word.to_owned()).collect() };
    assert_eq!(*entry.needs[0].any, [phrase(&["wolf"]), phrase(&["polar", "bear"]), phrase(&["US"])]);
    assert_eq!(entry.needs[0].window, Window::Within(7));
    assert_eq!(entry.needs[0].text, "{ any = [\"@beast\", \"US\"] }");
    assert_eq!((entry.unless[0].demote_to, entry.unless[0].form.as_slice()), (Some(1), &["so called".to_owned()][..]));
}

#[test]
fn a_class_shadows_the_one_of_common() {
    let common = lexicon("common", &format!("{MOOD}[classes]\nbeast = [\"lion\"]\nherb = [\"mint\"]\n"));
    let guarded = entry("e", "forms = [\"e\"]\nneeds = [ { left = [\"@beast\", \"@herb\"] } ]");
    let desk = lexicon("desk", &format!("[classes]\nbeast = [\"wolf\"]\n{guarded}"));
    let sources = [("desk.toml", &desk), ("common.toml", &common)];
    let sources = sources.map(|(name, text)| Source { name, text, is_shipped: false });
    let merged = merged(sources.to_vec(), &[]).unwrap_or_else(|error| panic!("{error}"));
    let words: Vec<&str> = merged.entries[0].needs[0].left.iter().map(|phrase| phrase[0].as_str()).collect();
    assert_eq!(words, ["wolf", "mint"]);
}

#[test]
fn the_hash_changes_with_what_is_found_and_not_with_notes() {
    let hash = |lines: &str| one(&entry("e", lines)).identities.remove(0).hash;
    let plain = hash("forms = [\"gloom\"]");
    assert_eq!(plain, hash("forms = [\"gloom\"]\nnote = \"Sad.\"\n[entry.tests]\nhit = [\"All is gloom.\"]"));
    assert_ne!(plain, hash("forms = [\"glum\"]"));
    assert_ne!(plain, hash("forms = [\"gloom\"]\nunless = [ { left = [\"the\"] } ]"));
    assert_eq!(plain.len(), 64);
}

#[test]
fn defaults_hold_for_entries_that_say_nothing() {
    let lines = format!(
        "[defaults]\ncase = \"exact\"\npossessive = false\ncompound = false\n{}",
        entry("e", "forms = [\"E\"]")
    );
    let entry = one(&lines).entries.remove(0);
    assert_eq!((entry.case, entry.possessive, entry.compound), (Case::Exact, false, false));
}

#[test]
fn a_mirror_is_one_in_both_directions_and_may_lie_in_another_lexicon() {
    let base = format!("{MOOD}{}", shipped("[\"gloom\"]"));
    let desk = format!(
        "{}{}{}",
        entry("cheer", "forms = [\"cheer\"]\nmirror = [\"base/gloom\", \"woe\"]"),
        entry("woe", "forms = [\"woe\"]"),
        entry("zeal", "forms = [\"zeal\"]\nmirror = [\"core/wingnut\"]\n"),
    );
    let merged = base_and_desk(&base, &desk).unwrap_or_else(|error| panic!("{error}"));
    let ids = |mirrors: &[EntryId]| mirrors.iter().map(|&id| merged.entry(id).full_id()).collect::<Vec<_>>();
    let mirrors = merged.mirrors();
    assert_eq!(ids(&mirrors[0]), ["desk/cheer"], "base/gloom, which names none");
    assert_eq!(ids(&mirrors[1]), ["base/gloom", "desk/woe"]);
    assert_eq!(ids(&mirrors[3]), [""; 0], "core is not loaded");
    let off = base_and_desk(&base, &format!("disable = [\"base/gloom\"]\n{desk}"));
    assert_eq!(off.unwrap_or_else(|error| panic!("{error}")).mirrors()[0].len(), 1, "switched off is no mistake");
}

#[test]
fn the_hash_changes_with_mirrors_since_the_index_does() {
    let hash = |more: &str| {
        let lines = format!("forms = [\"gloom\"]\n{more}\n{}", entry("woe", "forms = [\"woe\"]"));
        one(&entry("e", &lines)).identities.remove(0).hash
    };
    assert_ne!(hash(""), hash("mirror = [\"woe\"]"));
    assert_eq!(hash(""), hash("no_mirror = \"Nobody answers it.\""));
}

#[test]
fn stars_that_would_fill_the_memory_are_refused() {
    let list = |n: usize, form: &dyn Fn(usize) -> String| {
        (0..n).map(|n| format!("{:?}", form(n))).collect::<Vec<_>>().join(", ")
    };
    let letters =
        |n: usize| [n / 676, n / 26 % 26, n % 26].map(|n| char::from(b'a' + n as u8)).iter().collect::<String>();
    let loaded = |starts: usize, ends: usize| {
        let starts = entry("starts", &format!("forms = [{}]", list(starts, &|n| format!("{}x*", letters(n)))));
        let ends = entry("ends", &format!("forms = [{}]", list(ends, &|n| format!("*y{}", letters(n)))));
        let text = lexicon("desk", &format!("{MOOD}{starts}{ends}"));
        merged(vec![Source { name: "desk.toml", text: &text, is_shipped: false }], &[])
    };
    assert!(loaded(4_000, 4).is_ok());
    let error = loaded(4_000, 400).expect_err("too many").to_string();
    assert!(error.contains("too many stars: 4000 of the kind abc* and 400 of the kind *abc"), "{error}");
}
