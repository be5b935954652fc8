//! Whose voice is a word in? Each case is a text as an outlet might print it, and what its segments must be.

use std::sync::LazyLock;

use slantwise::analyzer::Analyzer;
use slantwise::corpus::Article;
use slantwise::lexicon::{Lexicons, Status};
use slantwise::text::Voice::{self, Described, Direct, Indirect, Insertion, Mention, Own, Scare};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicons::builtin(), Status::Reviewed));

/// The voice in which each of these words stands, and who speaks if that is asked. Words are found from the start of the
/// text on, each after the one before.
#[track_caller]
fn check(body: &str, expected: &[(&str, Voice, Option<&str>)]) {
    let article = Article { body: body.to_owned(), ..Article::default() };
    let text = ANALYZER.analyze(&article).body.text;
    let mut from = 0;
    for &(words, voice, source) in expected {
        let at = from + body[from..].find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
        from = at + words.len();
        let segment =
            text.segments.iter().find(|segment| segment.span.end as usize > at).expect("segments cover the text");
        let speaker = segment.source.map(|span| span.of(body));
        assert_eq!(segment.voice, voice, "{words:?} in {:?}", segment.span.of(body));
        if source.is_some() {
            assert_eq!(speaker, source, "who says {words:?}");
        }
    }
}

/// As [`check`], without asking who speaks.
#[track_caller]
fn voices(body: &str, expected: &[(&str, Voice)]) {
    check(body, &expected.iter().map(|&(words, voice)| (words, voice, None)).collect::<Vec<_>>());
}

// The hard cases, numbered as they were collected.

#[test]
fn case_01_a_straight_quote_may_be_closed_by_a_curly_one() {
    voices(
        "\"We are leaving by noon, and nobody stays behind.” The mayor left.",
        &[("leaving", Direct), ("mayor", Own)],
    );
}

#[test]
fn case_02_a_few_words_in_quotes_after_a_cue_are_a_quotation() {
    let body = "The mayor said that the harbor “was safe again.” She called Weiss “a man who can” lead.";
    voices(body, &[("was safe", Direct), ("a man", Direct)]);
}

#[test]
fn case_03_a_new_quotation_after_a_closed_one_is_no_continuation() {
    let body = "“The dam holds,” Weiss said.\n\n“When I came here, it leaked. We mended it!” he added. The river rose.";
    check(body, &[("dam", Direct, Some("Weiss")), ("leaked", Direct, Some("Weiss")), ("river", Own, None)]);
}

#[test]
fn case_04_brackets_in_a_quotation_are_the_outlets() {
    voices("Weiss said: “The [Karsh] Valley is ours.”", &[("The", Direct), ("Karsh", Insertion), ("Valley", Direct)]);
}

#[test]
fn case_05_an_apostrophe_closes_no_quotation() {
    voices(
        "“It is 30% of the country's land,” he added. It rained.",
        &[("country", Direct), ("land", Direct), ("rained", Own)],
    );
}

#[test]
fn case_06_the_second_quotation_of_a_paragraph_has_the_source_of_the_first() {
    let body = "“The bridge is closed,” Norden said. “It will not open before the spring, whatever they promise.”";
    check(body, &[("bridge", Direct, Some("Norden")), ("open", Direct, Some("Norden"))]);
}

#[test]
fn case_07_quotes_inside_a_quotation_stay_the_speakers() {
    let body = "“Let us see how this ‘retreat’ from the valley will end,” Norden concluded.";
    voices(body, &[("this", Direct), ("retreat", Direct), ("valley", Direct)]);
    let article = Article { body: body.to_owned(), ..Article::default() };
    let text = ANALYZER.analyze(&article).body.text;
    assert!(text.segments.iter().any(|segment| segment.nested && segment.span.of(body).contains("retreat")));
}

#[test]
fn case_08_a_quoted_word_is_the_speakers() {
    let body = "“We are talking about the occupation of a third of the land,” Norden said.";
    let article = Article { body: body.to_owned(), ..Article::default() };
    let analysis = ANALYZER.analyze(&article);
    assert!(analysis.body.hits.iter().all(|hit| !hit.voice.is_own()), "no hit is charged to the outlet");
}

#[test]
fn case_09_a_clause_may_stand_before_or_after_who_says_it() {
    let body = "Norden says the presence of the troops is unlawful.\n\nNor were they ever invited by the council, he asserted.";
    check(
        body,
        &[("unlawful", Indirect, Some("Norden")), ("invited", Indirect, Some("Norden")), ("asserted", Own, None)],
    );
}

#[test]
fn case_10_without_attribution_all_is_the_outlets() {
    voices("The group overran the town in May. The army did little.", &[("overran", Own), ("little", Own)]);
}

#[test]
fn case_11_one_word_in_quotes_with_a_cue_is_a_quotation() {
    let body =
        "The envoy said the plan was “surprising” as it came late. He added that the aim was to “unsettle” the town.";
    voices(body, &[("surprising", Direct), ("came late", Indirect), ("unsettle", Direct)]);
}

#[test]
fn case_12_of_two_attributions_the_outer_one_wins() {
    let body = "According to Resolution 12, which the senate passed, the valley belongs to its people, Norden added.";
    check(body, &[("belongs", Indirect, Some("Norden"))]);
}

#[test]
fn case_13_according_to_in_a_relative_clause_reaches_no_farther() {
    let body =
        "They back the hill militants in the north, who have, according to Maresh, been seeking to gain more land.";
    voices(body, &[("seeking", Indirect)]);
    let article = Article { body: body.to_owned(), ..Article::default() };
    let text = ANALYZER.analyze(&article).body.text;
    let first = text.segments.iter().find(|segment| segment.span.of(body).contains("militants")).unwrap();
    assert_ne!(first.voice, Indirect);
}

#[test]
fn case_14_a_whole_line_in_single_quotes_is_a_quoted_headline() {
    let body = "The talks ended.\n‘Maresh’s jets fly out ringleaders from the valley’\nIn another town, it rained on Norden’s car.";
    voices(body, &[("ended", Own), ("ringleaders", Direct), ("another", Own), ("car", Own)]);
}

#[test]
fn case_15_as_saying_that_is_a_cue_of_its_own() {
    let body = "The agency citted local sources as saying that the trucks had carried the kingpins away.";
    voices(body, &[("agency", Own), ("kingpins", Indirect)]);
}

#[test]
fn case_16_a_word_in_the_name_of_the_source_is_the_outlets() {
    let body = "In May, the so-called Maresh Monitor for Free Roads said the army had sent more trucks.";
    voices(body, &[("so-called", Own), ("trucks", Indirect)]);
}

#[test]
fn case_17_paraphrase_is_kept_apart_from_own_voice() {
    let body = "The Monitor said the army had flown out a number of terrorists near the lake.";
    voices(body, &[("terrorists", Indirect)]);
}

#[test]
fn case_18_a_phrase_with_a_gap_has_the_voice_of_its_first_word() {
    let body = "The army flushed the men out of the last village.";
    let article = Article { body: body.to_owned(), ..Article::default() };
    let hits = ANALYZER.analyze(&article).body.hits;
    assert_eq!(
        hits.iter().map(|hit| (hit.span.of(body), hit.voice)).collect::<Vec<_>>(),
        [("flushed the men out", Own)]
    );
}

#[test]
fn case_19_a_possessive_is_no_quotation_mark() {
    voices(
        "The terrorist group’s kingpins and the group's men fled. The Takfiris’ camp burned.",
        &[("kingpins", Own), ("camp", Own)],
    );
}

#[test]
fn case_20_each_outlet_has_its_own_name_for_a_thing() {
    let names = |body: &str| {
        let article = Article { body: body.to_owned(), ..Article::default() };
        let analysis = ANALYZER.analyze(&article);
        let sets = &ANALYZER.lexicons().namesets;
        let variant = |name: &slantwise::matcher::NameUse| {
            sets[usize::from(name.nameset)].variants[usize::from(name.variant)].id.to_string()
        };
        analysis.body.names.iter().map(variant).collect::<Vec<_>>()
    };
    assert_eq!(names("ISIS fled, and ISIS burned the mill."), ["isis", "isis"]);
    assert_eq!(names("Daesh fled, and Da’esh burned the mill."), ["daesh", "daesh"]);
}

// What else the rules promise.

#[test]
fn scare_quotes_are_nobodys_quotation() {
    voices("The “reform” of the port cost 200 jobs.", &[("reform", Scare), ("jobs", Own)]);
}

#[test]
fn a_quotation_inside_what_is_said_does_not_end_it() {
    let body =
        "The fire was a “terrible” blow to the port, the mayor said. “It rained,” he told them, and left, she said.";
    voices(body, &[("fire", Indirect), ("terrible", Direct), ("blow", Indirect), ("mayor", Own), ("rained", Direct)]);
}

#[test]
fn a_mark_that_opens_closes_before_punctuation() {
    for text in ["“The port must open“, Weiss said. It rained.", "„The port must open“, Weiss said. It rained."]
    {
        voices(text, &[("must", Direct), ("said", Own), ("rained", Own)]);
    }
}

#[test]
fn a_question_or_what_is_said_is_no_part_of_who_says_it() {
    let body = "Norden spoke on Monday about what officials say is a leak. “It is small,” she said.";
    check(body, &[("a leak", Indirect, Some("officials")), ("small", Direct, Some("she"))]);
    check("Did Ms. Norden say the dam leaks?", &[("the dam", Indirect, Some("Ms. Norden"))]);
}

#[test]
fn a_word_spoken_of_as_a_word_is_mentioned() {
    voices("The term “regime” is old.", &[("regime", Mention), ("old", Own)]);
}

#[test]
fn quoted_lines_are_quotations() {
    voices("The minister wrote:\n> The valley is free.\nIt rained.", &[("valley", Direct), ("rained", Own)]);
}

#[test]
fn a_quotation_goes_on_over_paragraphs() {
    let body = "“The first night was cold, Norden said.\n\n“The second was colder,” she said. It snowed.";
    voices(body, &[("first", Direct), ("second", Direct), ("snowed", Own)]);
}

#[test]
fn a_tokenizers_quotes_are_quotes() {
    voices("`` The dam holds , '' Weiss said . It rained .", &[("dam", Direct), ("rained", Own)]);
}

#[test]
fn the_object_of_a_speech_act_is_described() {
    voices("Weiss defended the controversial plan on Monday.", &[("controversial", Described), ("Monday", Own)]);
}

#[test]
fn a_pronoun_is_resolved_to_the_last_named_source() {
    let body = "Lea Norden said the road was closed. She said the bridge would follow.";
    check(body, &[("road", Indirect, Some("Lea Norden")), ("bridge", Indirect, Some("Lea Norden"))]);
}

#[test]
fn a_transcript_is_its_speakers() {
    let body = "HALE: The regime must go.\n\nNORDEN: We disagree on that.\n\nHALE: Why?\n\nNORDEN: It is their valley.";
    check(body, &[("regime", Direct, Some("HALE")), ("disagree", Direct, Some("NORDEN"))]);
}
