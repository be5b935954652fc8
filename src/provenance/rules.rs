//! What do the rules of provenance say of an article?

use serde::{Deserialize, Serialize};

use super::agency::{Agencies, Agency};
use super::damage::{Damage, DamageRules};
use super::excerpt::Excerpt;
use super::genre::GenreRules;
use super::guest::GuestRules;
use super::notes::Notes;
use crate::document::{Error, Fields, Problems, parse};

/// The rules by which the provenance of articles is told, read from a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rules {
    genres: GenreRules,
    agencies: Agencies,
    notes: Notes,
    guests: GuestRules,
    damage: DamageRules,
}

/// What an article says of where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Imprint<'a> {
    /// Who published it.
    pub outlet: &'a str,
    /// The headline.
    pub title: &'a str,
    /// The text; only its first lines and its last two paragraphs are looked at.
    pub body: &'a str,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// The section of the outlet.
    pub section: Option<&'a str>,
}

/// Where an article comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'r> {
    /// The genre that its title, section, label or URL names.
    pub genre: Option<&'static str>,
    /// The agency that is credited, which may be the outlet itself.
    pub agency: Option<&'r Agency>,
    /// Whether its author is introduced as a guest, or the outlet says that the views are not its own.
    pub guest: bool,
}

#[cfg(any(test, not(snapshot)))]
const NAME: &str = "lexicons/articles/provenance.toml";
#[cfg(any(test, not(snapshot)))]
const SHIPPED: &str = include_str!("../../lexicons/articles/provenance.toml");

/// The shipped rules as `build.rs` read them, so that no program has to.
#[cfg(snapshot)]
const SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/provenance.snapshot"));

impl Rules {
    /// The shipped rules.
    #[cfg(snapshot)]
    pub fn shipped() -> Rules {
        // That they can be read is tested.
        postcard::from_bytes(SNAPSHOT).unwrap_or_default()
    }

    /// The shipped rules, read from their file and as bytes.
    ///
    /// # Errors
    ///
    /// Every mistake of the file, with its place.
    #[cfg(any(test, not(snapshot)))]
    pub fn snapshot() -> Result<Vec<u8>, Error> {
        Ok(postcard::to_stdvec(&Rules::read(NAME, SHIPPED)?).unwrap_or_default())
    }

    /// The rules of a file. `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// Every mistake of the file, with its place.
    pub fn read(name: &str, text: &str) -> Result<Rules, Error> {
        let mut problems = Problems::default();
        let root = parse(text, &mut problems);
        let keys = ["format", "genre", "credit", "agency", "guest", "damage"];
        let file = Fields::of(&root, "a file of provenance", keys.into_iter(), &mut problems);
        file.require("format", "write `format = 1` above the first heading", &mut problems);
        file.number("format", 1, 1, &mut problems);
        let (genres, agencies) = (file.tables("genre", &mut problems), file.tables("agency", &mut problems));
        let [credit, guest, damage] = [
            ("credit", "[credit]", &["roles", "copyright", "provided"][..]),
            ("guest", "[guest]", &["authors", "notes", "bios", "staff"]),
            ("damage", "[damage]", &["remainders"]),
        ]
        .map(|(key, what, keys)| {
            file.require(key, &format!("add the table [{key}] of the shipped file"), &mut problems);
            file.table(key, &mut problems).map(|table| Fields::of(table, what, keys.iter().copied(), &mut problems))
        });
        let rules = match (credit, guest, damage) {
            (Some(credit), Some(guest), Some(damage)) => Rules {
                genres: GenreRules::read(&genres, &mut problems),
                agencies: Agencies::read(&credit, &agencies, &mut problems),
                notes: Notes::read(&credit, &guest, &mut problems),
                guests: GuestRules::read(&guest, &mut problems),
                damage: DamageRules::read(&damage, &mut problems),
            },
            _ => Rules::default(),
        };
        match Error::of([(name, text, problems)]) {
            Some(error) => Err(error),
            None => Ok(rules),
        }
    }

    /// Where an article comes from.
    pub fn origin(&self, imprint: &Imprint<'_>) -> Origin<'_> {
        let excerpt = Excerpt::of(imprint.body);
        let said = self.notes.of(&excerpt);
        Origin {
            genre: self.genres.genre(imprint, &excerpt),
            agency: self.agencies.credited(imprint.author, &excerpt, &self.notes, &said),
            guest: self.guests.is_guest(imprint, &excerpt, &said),
        }
    }

    /// What was lost on the way.
    pub fn damage(&self, imprint: &Imprint<'_>) -> Damage {
        self.damage.of(imprint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_starts_with_is_what_the_file_says() {
        let snapshot = Rules::snapshot().unwrap();
        assert_eq!(postcard::to_stdvec(&Rules::shipped()).unwrap(), snapshot);
        assert!(10_000 < snapshot.len());
    }

    #[test]
    fn every_mistake_of_a_file_has_its_place() {
        let file = "format = 2\n[credit]\n[damage]\n[[genre]]\nid = \"humour\"\n[[genre]]\nid = \"live\"\nslug = [\"live\"]\n\
            [[agency]]\nid = \"ap\"\nnames = [\"AP\", \"ap\"]\n[[agency]]\nid = \"ap\"\nnames = []\n[guest]\nbio = []\n[guests]\n";
        let error = Rules::read("mine.toml", file).unwrap_err().to_string();
        let places: Vec<&str> = error.lines().filter(|line| line.starts_with("mine.toml")).collect();
        assert_eq!(
            places,
            [
                "mine.toml:1:10: `format` is 2, which is not from 1 to 1",
                "mine.toml:5:6: `id` cannot be \"humour\"",
                "mine.toml:8:1: a [[genre]] has no key `slug`",
                "mine.toml:11:16: \"ap\" is in two lists, or twice in one",
                "mine.toml:13:6: this is a second agency `ap`",
                "mine.toml:14:9: `names` is an empty list",
                "mine.toml:16:1: [guest] has no key `bio`",
                "mine.toml:17:2: a file of provenance has no key `guests`",
            ]
        );
        assert!(error.contains("did you mean `slugs`?") && error.contains("did you mean `guest`?"), "{error}");
    }
}
