//! Which genre does the outlet itself call a piece?

use serde::{Deserialize, Serialize};

use super::Imprint;
use super::excerpt::Excerpt;
use super::lists::Lists;
use super::phrases::{Phrases, pieces};
use crate::document::{Fields, Problems, Table};

/// The genres that are told apart; any other that a record names is `unknown`.
pub const GENRES: [&str; 7] = ["news", "opinion", "analysis", "wire", "live", "transcript", "unknown"];

/// The place of a genre in [`GENRES`].
pub(super) type Genre = u8;

/// It says so little that all else goes before it: opinion stands under `/news/` too.
const NEWS: Genre = 0;

/// By what a genre is known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct GenreRules {
    sections: Phrases<Genre>,
    titles: Phrases<Genre>,
    labels: Phrases<Genre>,
    slugs: Phrases<Genre>,
    hosts: Phrases<Genre>,
}

/// The genres that a file may name: all but `unknown`, each with its place.
pub(super) fn choices() -> Vec<(&'static str, Genre)> {
    (0..).zip(GENRES).filter(|(_, name)| *name != "unknown").map(|(genre, name)| (name, genre)).collect()
}

impl GenreRules {
    pub(super) fn read(tables: &[&Table<'_>], problems: &mut Problems) -> GenreRules {
        let keys = ["sections", "titles", "labels", "slugs", "hosts"];
        let mut lists = keys.map(|_| Lists::new());
        for table in tables {
            let known = keys.into_iter().chain(["id"]);
            let fields = Fields::of(table, "a [[genre]]", known, problems);
            fields.require("id", "one of the genres, such as id = \"opinion\"", problems);
            let Some(genre) = fields.choice("id", &choices(), problems) else { continue };
            for (key, list) in keys.into_iter().zip(&mut lists) {
                list.add(fields.texts(key, problems), genre, problems);
            }
        }
        let [sections, titles, labels, slugs, hosts] = lists.map(Lists::phrases);
        GenreRules { sections, titles, labels, slugs, hosts }
    }

    /// The genre of an article: its title goes before its section, then come the label above its text and its URL.
    pub(super) fn genre(&self, imprint: &Imprint<'_>, excerpt: &Excerpt<'_>) -> Option<&'static str> {
        let by_title = || self.by_title(imprint.title);
        let by_section = || self.by_section(imprint.section?);
        let by_label = || self.by_label(excerpt.lines().next()?);
        let by_url = || self.by_url(imprint.url?);
        let asked: [&dyn Fn() -> Option<Genre>; 4] = [&by_title, &by_section, &by_label, &by_url];
        let genre = best(asked.into_iter().filter_map(|asked| asked()))?;
        GENRES.get(usize::from(genre)).copied()
    }

    /// "Opinion: …", "[Opinion] …", "… | Opinion", "… (opinion)".
    fn by_title(&self, title: &str) -> Option<Genre> {
        let title = title.trim();
        self.before_title(title).or_else(|| self.after_title(title))
    }

    fn before_title(&self, title: &str) -> Option<Genre> {
        let inner = title.strip_prefix(['[', '(']);
        let (taken, genre) = self.titles.at(inner.unwrap_or(title))?;
        let rest = inner.unwrap_or(title).get(taken..)?;
        let is_set_off = match inner {
            Some(_) => rest.starts_with([']', ')']),
            None => {
                let mark = rest.trim_start();
                mark.starts_with([':', '|', '–', '—']) || rest.starts_with(" - ") || rest.starts_with(" -- ")
            }
        };
        is_set_off.then_some(genre)
    }

    fn after_title(&self, title: &str) -> Option<Genre> {
        if let Some(inner) = title.strip_suffix([')', ']']) {
            return self.titles.whole(inner.get(inner.rfind(['(', '['])? + 1..)?);
        }
        let at = title.rfind(['|', '–', '—', '-'])?;
        let mark = title.get(at..)?.chars().next()?;
        let rest = title.get(at + mark.len_utf8()..)?;
        let is_apart = rest.starts_with(' ') && title.get(..at)?.ends_with([' ', '-']);
        is_apart.then(|| self.titles.whole(rest.trim()))?
    }

    /// A section, or one of several: "News > Opinion".
    fn by_section(&self, section: &str) -> Option<Genre> {
        let whole = self.sections.whole(section.trim()).filter(|genre| *genre != NEWS);
        whole.or_else(|| self.of_sections(section.split([',', '>', '/', '|', ';', ':']).map(str::trim)))
    }

    /// A label is the first line. Only one of three words or more may be the start of a longer sentence.
    fn by_label(&self, line: &str) -> Option<Genre> {
        let (taken, genre) = self.labels.at(line)?;
        let is_alone = line.get(taken..)?.trim_matches([':', '.', ' ']).is_empty();
        (is_alone || 2 < line.get(..taken)?.split_whitespace().count()).then_some(genre)
    }

    fn by_url(&self, url: &str) -> Option<Genre> {
        let end = memchr::memchr2(b'?', b'#', url.as_bytes()).unwrap_or(url.len());
        let url = url.get(..end)?;
        let url = url.split_once("//").map_or(url, |(_, rest)| rest);
        let (host, path) = url.split_once('/')?;
        if let Some(genre) = self.hosts.whole(host.strip_prefix("www.").unwrap_or(host)) {
            return Some(genre);
        }
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        let by_folder = self.of_sections(folders.split('/'));
        by_folder.filter(|genre| *genre != NEWS).or_else(|| self.by_slug(path)).or(by_folder)
    }

    /// Words of the path, anywhere in it.
    fn by_slug(&self, path: &str) -> Option<Genre> {
        let mut words = pieces(path, |byte| matches!(byte, b'-' | b'_' | b'/'));
        words.find_map(|start| self.slugs.at(path.get(start..)?)).map(|(_, genre)| genre)
    }

    fn of_sections<'s>(&self, sections: impl Iterator<Item = &'s str>) -> Option<Genre> {
        best(sections.filter_map(|section| self.sections.whole(section)))
    }
}

/// The first genre of these that says more than news, or else news.
fn best(genres: impl Iterator<Item = Genre>) -> Option<Genre> {
    let mut news = None;
    for genre in genres {
        if genre != NEWS {
            return Some(genre);
        }
        news = Some(genre);
    }
    news
}
