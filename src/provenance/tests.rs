//! Are genre, agency, guest and damage told where they are there, and only there?

use super::{Damage, Imprint, Rules};

/// A piece of news that nothing is said of.
const BODY: &str = "The ferry sank off the harbour on Monday, the port authority said.\n\nAll forty passengers were brought \
    ashore by fishing boats.\n\nDivers will look at the wreck as soon as the weather allows it.";

/// What the shipped rules say of each: genre, id of the agency, guest.
fn told(imprint: &Imprint<'_>) -> (Option<&'static str>, Option<String>, bool) {
    let rules = Rules::shipped();
    let origin = rules.origin(imprint);
    (origin.genre, origin.agency.map(|agency| agency.id.to_string()), origin.guest)
}

fn genre(imprint: Imprint<'_>) -> Option<&'static str> {
    told(&imprint).0
}

fn by_body(first: &str, last: &str) -> (Option<String>, bool) {
    let body = format!("{first}{BODY}{last}");
    let (_, agency, guest) = told(&Imprint { body: &body, ..Imprint::default() });
    (agency, guest)
}

fn by_author(author: &str) -> (Option<String>, bool) {
    let (_, agency, guest) = told(&Imprint { body: BODY, author: Some(author), ..Imprint::default() });
    (agency, guest)
}

#[test]
fn plain_news_says_nothing_of_itself() {
    assert_eq!(
        told(&Imprint { title: "Ferry sinks off harbour", body: BODY, ..Imprint::default() }),
        (None, None, false)
    );
    assert_eq!(told(&Imprint::default()), (None, None, false));
}

#[test]
fn a_title_names_the_genre_before_or_behind_a_mark() {
    for (title, expected) in [
        ("Opinion: The ferry was old", "opinion"),
        ("OP-ED | The ferry was old", "opinion"),
        ("The ferry was old | Opinion", "opinion"),
        ("The ferry was old (opinion)", "opinion"),
        ("[Editorial] The ferry was old", "opinion"),
        ("Analysis - What the ferry cost", "analysis"),
        ("News Analysis: What the ferry cost", "analysis"),
        ("LIVE: Ferry sinks off harbour", "live"),
        ("Ferry sinks off harbour – as it happened", "live"),
        ("The Latest: Ferry raised", "live"),
        ("Full transcript: The captain's statement", "transcript"),
    ] {
        assert_eq!(genre(Imprint { title, body: BODY, ..Imprint::default() }), Some(expected), "{title}");
    }
}

#[test]
fn a_title_that_only_has_the_word_names_no_genre() {
    for title in [
        "Opinion polls differ on the ferry",
        "Opinion-makers go by ferry",
        "Analysis of the wreck begins",
        "Live from the harbour",
        "Transcript shows what the captain said",
        "The captain's opinion",
        "Ferry (old) sinks",
        "Ferry sinks: Opinion",
        "|",
        "(",
        "—",
    ] {
        assert_eq!(genre(Imprint { title, body: BODY, ..Imprint::default() }), None, "{title}");
    }
}

#[test]
fn a_url_names_the_genre_by_its_folders_and_slug() {
    for (url, expected) in [
        ("https://harbour.example/opinion/2020/01/ferry", Some("opinion")),
        ("https://harbour.example/Op-Ed/ferry", Some("opinion")),
        ("https://harbour.example/news/opinion/ferry.html?x=/live/", Some("opinion")),
        ("//harbour.example/us-news/live/2020/jan/ferry", Some("live")),
        ("https://harbour.example/news/ferry-live-updates-12", Some("live")),
        ("https://harbour.example/wires/ap/ferry", Some("wire")),
        ("https://transcripts.cnn.com/show/1", Some("transcript")),
        ("https://harbour.example/news/2020/ferry", Some("news")),
        ("https://harbour.example/2020/opinion-poll-on-the-ferry", None),
        ("https://harbour.example/opinionated/ferry", None),
        ("https://harbour.example/2020/ferry-live-on-stage", None),
        ("https://harbour.example/ferry#/opinion/", None),
        ("https://opinion", None),
        ("https://", None),
        ("", None),
    ] {
        assert_eq!(genre(Imprint { body: BODY, url: Some(url), ..Imprint::default() }), expected, "{url}");
    }
}

#[test]
fn a_section_and_a_label_name_the_genre() {
    for (section, expected) in [
        ("Opinion", Some("opinion")),
        ("Home > Opinion > Columnists", Some("opinion")),
        ("US news, Analysis", Some("analysis")),
        ("World news", Some("news")),
        ("Harbour and opinion polls", None),
        ("", None),
    ] {
        assert_eq!(genre(Imprint { body: BODY, section: Some(section), ..Imprint::default() }), expected, "{section}");
    }
    for (label, expected) in [
        ("ANALYSIS/OPINION:\n\n", Some("opinion")),
        ("Commentary\n", Some("opinion")),
        ("This is a rush transcript. It may have mistakes.\n", Some("transcript")),
        ("Opinion polls say little of ferries.\n", None),
        ("Opinion: another ferry\n", None),
    ] {
        let body = format!("{label}{BODY}");
        assert_eq!(genre(Imprint { body: &body, ..Imprint::default() }), expected, "{label}");
    }
}

#[test]
fn what_says_more_goes_before_what_says_less() {
    let url = Some("https://harbour.example/opinion/ferry");
    let title = "Analysis: What the ferry cost";
    assert_eq!(genre(Imprint { title, body: BODY, url, ..Imprint::default() }), Some("analysis"));
    let section = Some("News");
    assert_eq!(genre(Imprint { body: BODY, url, section, ..Imprint::default() }), Some("opinion"));
}

#[test]
fn a_dateline_credits_an_agency() {
    for (first, agency) in [
        ("WASHINGTON (AP) — ", "ap"),
        ("WASHINGTON — (AP) ", "ap"),
        ("(Reuters) - ", "reuters"),
        ("(AP) ", "ap"),
        ("CHARLOTTESVILLE, Va./WASHINGTON (Reuters) - ", "reuters"),
        ("PORT AU PRINCE, Jan 5, 2020 (AFP) – ", "afp"),
        ("Al Asad Air Base, Iraq (Reuters Health) -- ", "reuters"),
        ("MOSCOW, January 5. /TASS/. ", "tass"),
        ("NEW YORK, Jan. 5, 2020 /PRNewswire/ -- ", "pr-newswire"),
        ("New Delhi [India], January 5 (ANI): ", "ani"),
        ("BEIJING, Jan. 5 (Xinhua) -- ", "xinhua"),
        ("PARIS (AP/AFP) — ", "ap"),
        ("AP — ", "ap"),
        ("Damascus, SANA- ", "sana"),
        ("Tehran, Jan 5, IRNA – ", "irna"),
        ("By Jane Doe, Associated Press\n\n", "ap"),
        ("BY JANE DOE (AP)\n\n", "ap"),
        ("Jane Doe\n\nThe Associated Press\n\nHARBOUR — ", "ap"),
    ] {
        assert_eq!(by_body(first, "").0.as_deref(), Some(agency), "{first}");
    }
}

#[test]
fn an_agency_that_is_only_named_is_not_credited() {
    for first in [
        "A ferry near the harbour. (Reuters)\n\n",
        "(Reuters)\n\n",
        "A ferry near the harbour (Jane Doe/Reuters) ",
        "Jane Doe / AFP/Getty Images\n\n",
        "Jane Doe/AFP/Getty Images\n\n",
        "Image copyright Reuters\n\n",
        "By Jane Doe/AP\n\n",
        "The captain told Reuters - and nobody else - that the ferry sank. ",
        "A poll by AP-NORC says ferries are safe. ",
        "AP-NORC polls say ferries are safe. ",
        "The editor (AP) said ferries are safe. ",
        "HARBOUR (HD) — Reuters said the ferry sank. ",
        "APPLE VALLEY — The lake has a ferry. ",
        "Bloomberg was mayor when the ferry sank. ",
    ] {
        assert_eq!(by_body(first, "").0, None, "{first}");
    }
    for last in [
        "\n\nThe Associated Press contributed to this report.",
        "\n\nContributing: The Associated Press",
        "\n\nHarbour Daily's Jane Doe and The Associated Press contributed to this report.",
        "\n\nAssociated Press writer Jane Doe contributed from Paris.",
        "\n\nThis report contains material from Reuters and The Associated Press.",
        "\n\nThe captain told Reuters.",
        "\n\nWith Post wires",
        "\n\nImage copyright Reuters Image caption The ferry",
        "\n\nCopyright 2019 Harbour Daily, with The Associated Press",
        "\n\nA photograph provided by The Associated Press",
    ] {
        assert_eq!(by_body("", last).0, None, "{last}");
    }
}

#[test]
fn a_notice_at_the_end_credits_an_agency() {
    for (last, agency) in [
        ("\n\n© Copyright 2019 The Associated Press. All rights reserved.", "ap"),
        ("\n\n(Copyright 2018 The Associated Press. All rights reserved.)", "ap"),
        ("\n\n(c) Associated Press", "ap"),
        ("\n\n© 2019 Thomson/Reuters. All rights reserved.\n\nRead more", "reuters"),
        ("\n\n© 2018, Tribune Content Agency, LLC", "tribune-content-agency"),
        ("\n\nDistributed by Tribune Content Agency, LLC.", "tribune-content-agency"),
        ("\n\nThis article was provided by Kaiser Health News.", "kff-health-news"),
        ("\n\n— AFP", "afp"),
        ("\n\n(Reuters)", "reuters"),
        (" (Reuters)", "reuters"),
        (" – PTI", "pti"),
    ] {
        assert_eq!(by_body("", last).0.as_deref(), Some(agency), "{last}");
    }
}

#[test]
fn an_author_may_be_an_agency_or_of_one() {
    for (author, agency) in [
        ("AFP", "afp"),
        ("By Reuters Staff", "reuters"),
        ("Associated Press (AP)", "ap"),
        ("Jane Doe, Associated Press", "ap"),
        ("JANE DOE | AP", "ap"),
        ("Jane Doe and John Roe, AP Sports Writers", "ap"),
        ("The Associated Press and Reuters", "ap"),
        ("News Agencies", "agencies"),
    ] {
        assert_eq!(by_author(author).0.as_deref(), Some(agency), "{author}");
    }
    for author in
        ["Jane Doe", "Jane Doe and Associated Press", "Harbour staff with AFP", "Jane Apple", "Staff and agencies", ""]
    {
        assert_eq!(by_author(author).0, None, "{author}");
    }
}

#[test]
fn an_agency_knows_itself_and_what_its_copy_is() {
    let rules = Rules::shipped();
    let agency = |first: &str| rules.origin(&Imprint { body: first, ..Imprint::default() }).agency.unwrap().clone();
    let ap = agency("HARBOUR (AP) — The ferry sank.");
    for outlet in ["AP", "apnews.com", "The Associated Press", "AP News", "Associated Press"] {
        assert!(ap.is(outlet), "{outlet}");
    }
    for outlet in ["Harbour Daily", "Apple Daily", "reuters.com", ""] {
        assert!(!ap.is(outlet), "{outlet}");
    }
    assert!(agency("HARBOUR (CNN) — The ferry sank.").is("CNN (Web News)"));
    assert_eq!(ap.genre(), "wire");
    assert_eq!(agency("The ferry was old.\n\n© 2018 Creators Syndicate").genre(), "opinion");
}

#[test]
fn a_guest_is_introduced_or_disowned() {
    for last in [
        "\n\nJane Doe is a professor of law at Harbour University.",
        "\n\n— John A. Roe is the author of “Ferries”.",
        "\n\nJane Doe and John Roe are senior fellows at the Harbour Institute.\n\nFollow them.",
        "\n\nJane van Doe is a guest columnist.",
        "\n\nThe views expressed in this article are the author’s own.",
        "\n\nThe opinions expressed by columnists are their own.",
        "\n\nThis does not necessarily reflect the views of Harbour Daily.",
        "\n\nJane Doe wrote this for the Harbour Daily.",
    ] {
        assert!(by_body("", last).1, "{last}");
    }
    for last in [
        "\n\nJane Doe is a staff writer at Harbour Daily and a senior fellow at the Harbour Institute.",
        "\n\nJane Doe is a reporter who covers ferries.",
        "\n\nThe captain is a former fisherman.",
        "\n\n“John Roe, who is a professor of law, said the ferry was old.",
        "\n\nShe expressed the view that guests are welcome.",
        "\n\nJohn Roe is president of the port. An earlier version of this article misstated his name.",
    ] {
        assert!(!by_body("", last).1, "{last}");
    }
    let body = format!("{BODY}\n\nJane Doe is a senior fellow at the Harbour Institute.");
    let at = |outlet| told(&Imprint { outlet, body: &body, ..Imprint::default() }).2;
    assert!(at("Harbour Daily") && at("") && !at("Harbour Institute"));
    assert!(by_body("The opinions expressed by columnists are their own.\n\n", "").1);
    for (author, is_guest) in [
        ("Jane Doe, opinion contributor", true),
        ("Guest Columnist", true),
        ("Jane Doe, Special to the Harbour Daily", true),
        ("Jane Guest", false),
        ("Jane Doe", false),
    ] {
        assert_eq!(by_author(author).1, is_guest, "{author}");
    }
}

fn is_cut(title: &str, url: Option<&str>, body: &str) -> bool {
    Rules::shipped().damage(&Imprint { title, body, url, ..Imprint::default() }).title_cut
}

#[test]
fn a_title_that_lost_its_start_is_told_by_the_url_or_the_body() {
    let slug = Some("https://harbour.example/2020/so-called-moderate-rebels-of-syria-leave.html");
    assert!(is_cut("called moderate rebels of Syria leave", slug, BODY));
    assert!(is_cut("called moderate rebels", None, BODY));
    assert!(is_cut("hired captain leaves", None, "The newly-hired captain left on Monday."));
    let slug = Some("https://harbour.example/12-year-olds-ferry-ride-to-malta");
    assert!(is_cut("year-old's ferry ride to Malta", slug, BODY));
}

#[test]
fn a_title_in_small_letters_is_no_cut_title() {
    for (title, url) in [
        ("Called to the harbour", Some("https://harbour.example/so-called-to-the-harbour")),
        ("iPhone lost at Sea", Some("https://harbour.example/new-iphone-lost-at-sea")),
        ("eBay sells Ferries", None),
        ("al-Shabab leaves Harbour", Some("https://harbour.example/al-shabab-leaves-harbour")),
        ("bell hooks dies at Sea", Some("https://harbour.example/bell-hooks-dies-at-sea")),
        ("called to the harbour of Malta", Some("https://harbour.example/called-to-the-harbour-of-malta")),
        ("ferry sinks off harbour", Some("https://harbour.example/news-ferry-sinks-off-harbour")),
        ("ferry sinks off harbour", None),
        ("ferry", Some("https://harbour.example/old-ferry")),
        ("-", None),
        ("", None),
    ] {
        assert!(!is_cut(title, url, BODY), "{title}");
    }
    assert!(!is_cut("hired captain leaves", None, "The captain-hired captains left."));
}

#[test]
fn tokens_joined_with_spaces_are_known_by_most_of_the_marks() {
    let tokenized = |body| Rules::shipped().damage(&Imprint { body, ..Imprint::default() }).tokenized;
    assert!(tokenized("The ferry , which was n't old , sank on Monday . `` It 's gone , '' the captain said ."));
    assert!(tokenized("The ferry , which was old , sank on Monday . The captain swam ."));
    for body in [
        BODY,
        "",
        "The ferry sank . The captain, who wasn't old, swam. He's well, the port's doctor said.",
        "It sank, he said. `` It sank, '' he said. `` It did, '' he said, and that's it. It's gone, it's gone.",
        "Wait . . .",
        "'''' .,.,'",
    ] {
        assert!(!tokenized(body), "{body}");
    }
    assert_eq!(Rules::shipped().damage(&Imprint::default()), Damage::default());
}

#[test]
fn nothing_panics_where_characters_are_cut() {
    let rules = Rules::shipped();
    for piece in ["(AP", "©", "© 2019 The ", "By ", "—", "/", "’s", "(", "é(", "é/AP/", " - ", "\u{a0}", "İ", "ﬁ"]
    {
        for n in [1, 2, 101, 299, 600] {
            let text = piece.repeat(n);
            let imprint = Imprint {
                outlet: &text,
                title: &text,
                body: &text,
                url: Some(&text),
                author: Some(&text),
                section: Some(&text),
            };
            let _ = (rules.origin(&imprint), rules.damage(&imprint));
        }
    }
}
