//! What becomes of the dictionaries of other programs?

use crate::program::Folder;

/// Imports a file, and checks that what comes out loads.
#[track_caller]
fn imported(test: &str, name: &str, text: &str, more: &str) -> (String, String) {
    let folder = Folder::new(test);
    folder.write(name, text);
    let ended = folder.run(&format!("lexicon import {name} --to toml {more}")).code(0);
    folder.write("out.toml", &ended.out);
    folder.run("lexicon expand --only words --lexicon out.toml").code(0);
    (ended.out, ended.err)
}

#[test]
fn a_dic_of_liwc_is_carried_over_and_its_conditions_are_told() {
    let text = "%\n1\tAffect\n2\tGood Mood\n%\nglad\t01\t2\njoyful\t1 2\nout loud\t2\nlike\t(02 134)125/464\t2\nkind (of)\t1\n\
                :)\t2\nluck\t9\nmerry\t1\nsunny\t1\nfond\t1\n";
    let (toml, said) = imported("dic", "words.dic", text, "");
    assert!(toml.contains("id = \"good-mood\"\ntitle = \"Good Mood\"\n"), "{toml}");
    assert!(toml.contains("forms = [\n    \"glad\",\n    \"joyful\",\n    \"out loud\",\n    \"like\",\n]"), "{toml}");
    for lost in [
        "line 5: glad in Affect: a form counts in one category: here in Good Mood",
        "line 8: like (02 134)125/464: a category that depends on other words",
        "line 9: kind (of)",
        "line 10: :): \":)\" has no word",
        "line 11: luck 9: there is no category of this number",
    ] {
        assert!(said.contains(lost) && toml.contains(lost), "{lost}\n{said}");
    }
    let (_, said) = imported("dic-one", "words.dic", text, "--category Affect");
    assert!(!said.contains("glad in"), "{said}");
}

#[test]
fn a_dicx_is_carried_over_without_its_weights() {
    let (toml, said) = imported("dicx", "words.dicx", "DicTerm,Up,Down\nglad,X,\nsad tale,,X\nso so,0.5,\n", "");
    assert!(toml.contains("\"sad tale\"") && toml.contains("\"so so\""), "{toml}");
    assert!(said.contains("line 4: so so, Up: 0.5: a weight; the term is carried over without it"), "{said}");
    assert!(said.contains("3 terms carried over, 1 rules lost or changed"), "{said}");
    // A category needs a title.
    let (toml, _) = imported("dicx-nameless", "words.dicx", "DicTerm,,!\nglad,X,\nsad,,X\n", "");
    for id in ["category", "category-2"] {
        assert!(toml.contains(&format!("id = \"{id}\"\ntitle = ")), "{toml}");
    }
}

#[test]
fn a_nested_dictionary_of_quanteda_is_carried_over() {
    let text = "economy:\n  tax:\n    - levy\n    - 'tax burden'\n  work: [job?, wage]\ncustom: folk*\n";
    let (toml, said) = imported("yaml", "words.yml", text, "");
    assert!(toml.contains("id = \"economy-tax\"\ntitle = \"economy.tax\"\n"), "{toml}");
    assert!(toml.contains("    \"levy\",\n    \"tax burden\",\n") && toml.contains("    \"folk*\",\n"), "{toml}");
    assert!(said.contains("line 5: job?: a wildcard for one letter"), "{said}");
    let folder = Folder::new("yaml-bad");
    folder.write("w.yml", "- a\n- b\n");
    folder.run("lexicon import w.yml").code(2).err("w.yml: line 1: a dictionary is a table of categories");
    folder.write("w.yml", "a: [b\n");
    folder.run("lexicon import w.yml").code(2).err("no YAML");
}

#[test]
fn a_table_of_terms_is_carried_over_with_its_intensities() {
    let text = "term,category,intensity,who\nglad,Mood,2,me\nsad,Mood,9,\n,Mood,1,\n";
    let (toml, said) = imported("csv", "words.csv", text, "--intensity 0");
    assert!(toml.contains("id = \"mood-2\"") && toml.contains("id = \"mood-0\""), "{toml}");
    for lost in
        ["line 1: column 4 (who)", "line 3: sad,Mood,9,: an intensity that is not", "line 4: ,Mood,1,: a row without"]
    {
        assert!(said.contains(lost), "{lost}\n{said}");
    }
    let folder = Folder::new("csv-bad");
    folder.write("w.csv", "word,kind\na,b\n");
    folder.run("lexicon import w.csv").code(2).err("line 1: the table needs a header");
    folder.write("w.what", "");
    folder.run("lexicon import w.what").code(2).err("--from dic, dicx, yaml or csv");
    folder.run("lexicon import gone.csv").code(2).err("gone.csv");
}
