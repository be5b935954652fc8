//! Are texts cut where they should be?

use super::*;

fn cut(text: &str) -> (Words, Vocabulary) {
    let mut vocabulary = Vocabulary::default();
    let language = Language::english(&mut vocabulary);
    let mut words = Words::default();
    words.cut(text, &vocabulary, &language);
    (words, vocabulary)
}

/// The words with what stands before each: nothing for a space.
fn shown(text: &str) -> String {
    let (words, _) = cut(text);
    let mut shown = Vec::new();
    for word in &words.words {
        let joint = match word.joint {
            Joint::Space | Joint::ParagraphEnd if shown.is_empty() => "",
            Joint::Space => "",
            Joint::LineBreak => "⏎",
            Joint::Hyphen => "-",
            Joint::Slash => "/",
            Joint::Quote => "'",
            Joint::Other => ",",
            Joint::Semicolon => ";",
            Joint::SentenceEnd => "|",
            Joint::ParagraphEnd => "¶",
        };
        let possessive = if word.possessive { "+s" } else { "" };
        shown.push(format!("{joint}{}{possessive}", word.span().of(text)));
    }
    shown.join(" ")
}

#[test]
fn hyphens_slashes_and_ampersands_separate_words() {
    assert_eq!(shown("a so-called and/or R&D plan"), "a so -called and /or R ,D plan");
    assert_eq!(shown("so\u{2011}called so–called so-\ncalled"), "so -called so -called so -called");
    assert_eq!(shown("a plan - or not -- of 3–4"), "a plan ,or not ,of 3 -4");
}

#[test]
fn apostrophes_stay_inside_and_possessives_are_flags() {
    assert_eq!(shown("don't Da’esh the group's men"), "don't Da’esh the group+s men");
    assert_eq!(shown("the regimes’ end, Trump 's plan"), "the regimes+s end ,Trump+s plan");
    assert_eq!(shown("the 1990's end, the 80’s too"), "the 1990+s end ,the 80+s too");
    assert_eq!(shown("they do n't know"), "they do n't know");
    assert_eq!(cut("they do n't know").0.words.len(), 3);
    let (words, vocabulary) = cut("they do n’t");
    assert_eq!(words.words[1].id, vocabulary.id("don't"));
}

#[test]
fn addresses_are_no_words_and_break_phrases() {
    assert_eq!(shown("see https://example.org/regime/change?x=1, then"), "see ,then");
    assert_eq!(shown("a www.regime.example b"), "a ,b");
    assert_eq!(shown("from j.doe-smith+news@regime.example today"), "from ,today");
    assert_eq!(shown("from @regime_watch and #regime"), "from ,and regime");
    assert_eq!(shown("on example.com/regime now"), "on ,now");
    assert_eq!(shown("mail x@y.example"), "mail");
}

#[test]
fn abbreviations_and_initialisms_do_not_end_sentences() {
    assert_eq!(shown("Dr. Weiss met Gov. Hale. They left."), "Dr ,Weiss met Gov ,Hale |They left");
    assert_eq!(shown("the U.S. Senate. In the U.S. The end."), "the U.S Senate |In the U.S |The end");
    assert_eq!(
        shown("J. K. Mill (R., Ky.) said no. Ten left; No. 10 stayed."),
        "J ,K ,Mill ,R ,Ky ,said no |Ten left ;No ,10 stayed"
    );
    assert_eq!(
        shown("He fell ill. Ann v. Bell, in Tampa, Fla. The end."),
        "He fell ill |Ann v ,Bell ,in Tampa ,Fla |The end"
    );
    assert_eq!(shown("at Acme Corp. Ann Lee, Jr. Bob"), "at Acme Corp ,Ann Lee ,Jr ,Bob");
    assert_eq!(shown("at 5 p.m. on Monday... and left."), "at 5 p.m on Monday ,and left");
    assert_eq!(shown("“Go!” she said. “Why?” He left."), "Go ,she said |Why |He left");
}

#[test]
fn a_sentence_ends_though_the_next_is_glued_to_it() {
    assert_eq!(shown("so she said.The mayor, Mr.Hale, left."), "so she said |The mayor ,Mr ,Hale ,left");
    assert_eq!(shown("on Example.com, a Ph.D. on www.Example.org"), "on Example.com ,a Ph.D on");
    assert_eq!(shown("on Example.com. Nobody left."), "on Example.com |Nobody left");
}

#[test]
fn the_last_period_of_an_initialism_is_part_of_the_word() {
    assert_eq!(shown("the U.S.-backed group, a U.K. plan"), "the U.S -backed group ,a U.K plan");
    assert_eq!(shown("the U.S.’s plan, the U.S.'s"), "the U.S+s plan ,the U.S+s");
    let (words, vocabulary) = cut("U.S. forces");
    assert_eq!(words.words[0].id, vocabulary.id("US"));
}

#[test]
fn paragraphs_end_at_blank_lines_and_at_lines_that_end_a_sentence() {
    assert_eq!(shown("One ends.\nTwo starts"), "One ends ¶Two starts");
    assert_eq!(shown("One\n\ntwo"), "One ¶two");
    assert_eq!(shown("the terror\ngroup and the\nother\nBrown fox."), "the terror ⏎group and the ⏎other ⏎Brown fox");
    // A heading: a sentence starts after it, though a term may stand across the break.
    let (words, _) = cut("Talks resume in Geneva\nThe minister left.");
    assert_eq!(words.sentences, [0, 4]);
    assert_eq!(words.words[4].joint, Joint::LineBreak);
}

#[test]
fn odd_spaces_and_invisible_characters_do_not_matter() {
    assert_eq!(shown("terror\u{a0}group  x\u{2009}y"), "terror group x y");
    let (words, mut vocabulary) = cut("ter\u{ad}ror\u{200b}ist");
    assert_eq!(words.words.len(), 1);
    assert_eq!(vocabulary.insert("terrorist"), vocabulary.id("ter\u{ad}ror\u{200b}ist"));
}

#[test]
fn scripts_without_spaces_are_cut_at_each_character() {
    assert_eq!(shown("伊斯兰国 says"), "伊 斯 兰 国 says");
    assert_eq!(shown("กำ says"), "กำ says");
}

#[test]
fn shapes_are_told_apart() {
    use Shape::*;
    let shapes = |text: &str| cut(text).0.words.iter().map(|word| word.shape).collect::<Vec<_>>();
    assert_eq!(
        shapes("us US Us uS A iPhone 3D x9 Éa ÉA éa"),
        [Lower, Upper, Title, Mixed, Title, Mixed, Title, Lower, Title, Upper, Lower]
    );
}

#[test]
fn quotation_marks_are_marked() {
    use MarkKind::*;
    let kinds = |text: &str| cut(text).0.marks.iter().map(|mark| mark.kind).collect::<Vec<_>>();
    assert_eq!(
        kinds("“a” \"b\" ``c'' ‘d’ 'e'"),
        [
            DoubleOpen,
            DoubleClose,
            DoubleStraight,
            DoubleStraight,
            DoubleOpen,
            DoubleStraight,
            SingleOpen,
            SingleClose,
            SingleStraight,
            SingleStraight
        ]
    );
    assert_eq!(kinds("> a\n> b"), [Quoted, Paragraph, Quoted]);
    assert_eq!(
        kinds("a (b), [c]: d; e — f."),
        [ParenOpen, ParenClose, Comma, BracketOpen, BracketClose, Colon, Semicolon, Dash, Stop]
    );
}

#[test]
fn an_address_takes_back_only_its_own_beginning() {
    assert_eq!(shown("one. two-x@y.example end"), "one ,end");
    assert_eq!(cut("A b. C-d@e.example f").0.sentences, [0, 2]);
}

#[test]
fn hostile_texts_are_cut_to_their_end() {
    let units = [
        "e\u{301}",
        "\u{301}",
        "a",
        "\"",
        "'",
        "“",
        "‘",
        "do n't ",
        " n't",
        "n’t ",
        "a-",
        "a.",
        "1,",
        "a'",
        "- ",
        "-\n",
        "\n",
        " \n",
        "a\n",
        ")\n",
        ">",
        "> ",
        ">\n",
        " >",
        "@",
        "@a",
        "a@",
        "a://",
        "www.",
        "a/",
        ". ",
        "A. ",
        "國",
        "ำ",
        "\u{200b}",
        "[",
        " 's",
        " 'a",
        "s'",
        "👨\u{200d}",
        "\t",
        "ﷺ",
    ];
    let mut vocabulary = Vocabulary::default();
    let language = Language::english(&mut vocabulary);
    let mut words = Words::default();
    for unit in units {
        for end in ["", "a@b.example", "\n'"] {
            let text = unit.repeat(100_000) + end;
            // Linear, it takes milliseconds; quadratic, minutes, and nobody would overlook it.
            words.cut(&text, &vocabulary, &language);
            assert!(words.words.last().is_none_or(|word| word.end as usize <= text.len()), "{unit:?} with {end:?}");
        }
    }
}

#[test]
fn a_word_has_the_same_number_wherever_it_stands() {
    let mut vocabulary = Vocabulary::default();
    let language = Language::english(&mut vocabulary);
    let mut words = Words::default();
    for word in
        ["a", "don't", "Da’esh", "REGIME", "éclair", "U.S.", "abcdefghijklmnop", "abcdefghijklmnopq", "terror\u{ad}ist"]
    {
        let id = vocabulary.insert(word);
        for frame in [
            "{}",
            "{}!",
            " {} ",
            "x {}",
            "x {} y",
            "“{}”",
            "x {}’s y",
            "({})",
            "{} and many more words after it, to the end",
        ] {
            let text = frame.replace("{}", word);
            words.cut(&text, &vocabulary, &language);
            let found = words.words.iter().filter(|word| word.id == id).count();
            assert!(found == 1 || found == 2 && word == "a", "{text:?}: {:?}", words.words);
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_cut_in_order(text in "(?s).{0,200}") {
        laws(&text);
    }

    #[test]
    fn typographic_text_is_cut_in_order(text in "[a-cA-C .,!?'\"’‘“”\\[\\]@/:#\\-\u{2013}\u{ad}\u{200b}\n\réß国ก1]{0,120}") {
        laws(&text);
    }

    #[test]
    fn a_mark_between_plain_words_is_read_as_the_rules_for_any_text_read_it(
        pieces in proptest::collection::vec((
            proptest::sample::select(&["the", "The", "Mr", "no", "No", "U", "I", "ill", "Ill", "Fla", "regime's", "won’t", "n't", "U.S", "3", "iPad"][..]),
            proptest::sample::select(&[" ", ", ", ". ", ".\n\n", "; ", "? "][..]),
        ), 0..40),
    ) {
        // What is not seen changes nothing, but is left to the rules for any text.
        let text = |hidden: &str| -> String {
            let pieces = pieces.iter().map(|(word, gap)| format!("{word}{}{hidden}{}", &gap[..1], &gap[1..]));
            pieces.collect::<String>() + "and what ends it"
        };
        let read = |text: String| {
            let words = cut(&text).0;
            let of_word = |word: &Word| (word.span().of(&text).replace('\u{200b}', ""), word.joint, word.shape, word.possessive, word.id);
            let all: Vec<_> = words.words.iter().map(of_word).collect();
            let marks: Vec<_> = words.marks.iter().map(|mark| (mark.word, mark.len, mark.kind)).collect();
            (all, marks, words.sentences)
        };
        proptest::prop_assert_eq!(read(text("")), read(text("\u{200b}")));
    }
}

#[test]
fn a_hyphen_joins_plain_words_and_two_are_a_dash() {
    let joints = |text: &str| {
        let words = cut(text).0;
        (words.words.iter().map(|word| word.joint).collect::<Vec<_>>(), words.marks.len())
    };
    // Behind the last word of a text and before it, plain words are read in other ways.
    for (before, after) in [("", ""), ("so ", " and what ends it")] {
        let of = |text: &str| {
            let (joints, marks) = joints(&format!("{before}{text}{after}"));
            let first = usize::from(!before.is_empty());
            (joints[first + 1], marks)
        };
        assert_eq!(of("Iran-backed"), (Joint::Hyphen, 0));
        assert_eq!(of("Iran--backed"), (Joint::Other, 1));
        assert_eq!(of("Iran -backed"), (Joint::Other, 1));
    }
    assert_eq!(joints("so the regime's-own and what ends it").0[3], Joint::Hyphen);
}

fn laws(text: &str) {
    let (words, _) = cut(text);
    let mut end = 0;
    for word in &words.words {
        assert!(end <= word.start && word.start < word.end, "{words:?}");
        assert!(word.span().of(text).contains(char::is_alphanumeric), "{words:?}");
        end = word.end;
    }
    assert!(end as usize <= text.len());
    let mut last = 0;
    for mark in &words.marks {
        assert!(last <= mark.start && mark.word as usize <= words.words.len(), "{words:?}");
        assert!(text.is_char_boundary(mark.start as usize));
        last = mark.start;
    }
    assert!(words.sentences.is_sorted_by(|a, b| a < b));
    assert_eq!(words.sentences.is_empty(), words.words.is_empty());
    assert!(words.sentences.iter().all(|&first| (first as usize) < words.words.len()));
}

#[test]
fn a_word_has_one_hash_wherever_it_stands_and_however_it_is_written() {
    let hashes = |text: &str| cut(text).0.hashes;
    let all = hashes("a harbour a Harbour internationalization INTERNATIONALIZATION harbours b harbour");
    assert_eq!((all[0], all[1]), (all[2], all[3]));
    assert_eq!(all[1], all[8]);
    assert_eq!(all[4], all[5]);
    assert!(all[6] != all[1] && all[7] != all[0]);
    // Plain or not, by the same rule.
    assert_eq!(hashes("don\u{2019}t Harbour"), ["don't", "harbour"].map(super::key::hash_of_any));
    assert_eq!(hashes("they do n't stop")[1], super::key::hash_of_any("don't"));
}
