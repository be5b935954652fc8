//! How fast is each format, from the file to the figures, on one thread and on two?

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use dom_smoothie::Readability;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::converted::{self, Plain};
use super::corpus::Corpus;
use super::measure::{Megabytes, cpu_seconds, medians};
use super::scratch::Scratch;
use super::{process, yardstick};

/// Pages are parsed at a thousand a second at best.
const PAGES: usize = 2000;

struct Of {
    what: &'static str,
    write: fn(&[Plain], &Scratch) -> PathBuf,
    limit: &'static str,
    /// Reads the text of all articles in the simplest way there is: how many bytes, or how many pages.
    read: fn(&Path) -> usize,
    /// Whether the text is found in a page rather than given.
    is_page: bool,
}

const FORMATS: [Of; 7] = [
    Of { what: "jsonl", write: converted::lines, limit: "serde_json", read: read_lines, is_page: false },
    Of { what: "json list", write: converted::list, limit: "serde_json", read: read_list, is_page: false },
    Of { what: "csv", write: converted::table, limit: "csv", read: read_table, is_page: false },
    Of { what: "parquet", write: converted::columns, limit: "parquet to arrow", read: read_columns, is_page: false },
    Of { what: "text folder", write: converted::texts, limit: "fs::read", read: read_files, is_page: false },
    Of { what: "html folder", write: converted::pages, limit: "dom_smoothie", read: read_pages, is_page: true },
    Of {
        what: "warc",
        write: converted::archive,
        limit: "dom_smoothie on its pages",
        read: read_archive,
        is_page: true,
    },
];

/// Prints a line for each.
pub fn print(corpus: &Corpus) {
    let scratch = Scratch::new("formats");
    let articles: Vec<Plain> = corpus.articles.iter().enumerate().map(Plain::of).collect();
    let few = &articles[..articles.len().min(PAGES)];
    let [wanted, of_few] = [&articles, few].map(|articles| Sums::of(&converted::lines(articles, &scratch)));
    for Of { what, write, limit, read, is_page } in FORMATS {
        let (articles, wanted) = if is_page { (few, &of_few) } else { (&articles[..], &wanted) };
        let text = Megabytes(articles.iter().map(|article| article.text.len()).sum());
        let path = write(articles, &scratch);
        let sums = Sums::of(&path);
        if is_page {
            assert_eq!(sums.articles(), wanted.articles(), "{what}: an article is found in every page");
            assert!(sums.hits() * 10 >= wanted.hits() * 9, "{what}: nine of ten hits are found");
            assert_eq!(read(&path), articles.len(), "{what}: the yardstick reads every page");
        } else {
            assert!(sums.0 == wanted.0, "{what}: every outlet has the same articles, words and hits");
            assert!(read(&path) >= text.0, "{what}: the yardstick reads all text");
        }
        let [raw, one, wall_of_one, wall_of_two] = medians([
            &mut || cpu_seconds(|| read(&path)),
            &mut || process::cpu_of(&arguments(&path, "1")),
            &mut || process::wall_of(&arguments(&path, "1")),
            &mut || process::wall_of(&arguments(&path, "2")),
        ]);
        let found = if is_page { format!("; {} of {} hits", sums.hits(), wanted.hits()) } else { String::new() };
        println!(
            "format  {what}, {} articles, {text}: {:.1} MB/s, {:.0} articles/s a core; {limit} alone {:.0} MB/s; ratio {:.3}; \
             two threads {:.2} times as fast{found}",
            articles.len(),
            text.per(one),
            articles.len() as f64 / one,
            text.per(raw),
            raw / one,
            wall_of_one / wall_of_two,
        );
    }
}

fn arguments(path: &Path, threads: &str) -> [String; 6] {
    let path = path.to_string_lossy();
    ["profile", &path, "--threads", threads, "--quiet", "--format=csv"].map(str::to_owned)
}

/// Articles, words, own words and hits of the main rate for each outlet.
struct Sums(BTreeMap<String, [u64; 4]>);

impl Sums {
    fn of(path: &Path) -> Sums {
        let table = process::output_of(&arguments(path, "1"));
        let mut table = csv::Reader::from_reader(table.as_bytes());
        let heads = table.headers().expect("profile prints a table").clone();
        let place = |name| heads.iter().position(|head| head == name).expect("the column is documented");
        let columns = ["articles", "words", "own_words", "main_hits"].map(place);
        let rows = table.records().map(|row| row.expect("profile prints a table"));
        Sums(
            rows.map(|row| (row[0].to_owned(), columns.map(|column| row[column].parse().unwrap_or_default())))
                .collect(),
        )
    }

    fn articles(&self) -> u64 {
        self.0.values().map(|of| of[0]).sum()
    }

    fn hits(&self) -> u64 {
        self.0.values().map(|of| of[3]).sum()
    }
}

fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).expect("it was just written")
}

fn read_lines(path: &Path) -> usize {
    yardstick::json_lines(&bytes(path))
}

fn read_list(path: &Path) -> usize {
    yardstick::json_list(&bytes(path))
}

fn read_table(path: &Path) -> usize {
    let mut table = csv::Reader::from_path(path).expect("it was just written");
    let (mut record, mut n) = (csv::StringRecord::new(), 0);
    while table.read_record(&mut record).expect("it was just written") {
        n += record.as_slice().len();
    }
    n
}

fn read_columns(path: &Path) -> usize {
    let file = File::open(path).expect("it was just written");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(|builder| builder.build());
    let batches = reader.expect("it was just written");
    batches.map(|batch| batch.expect("it was just written").get_array_memory_size()).sum()
}

fn read_files(folder: &Path) -> usize {
    files(folder).map(|path| bytes(&path).len()).sum()
}

fn read_pages(folder: &Path) -> usize {
    files(folder).filter(|path| is_readable(&String::from_utf8_lossy(&bytes(path)))).count()
}

fn read_archive(path: &Path) -> usize {
    let archive = String::from_utf8(bytes(path)).expect("it was just written");
    archive.split("WARC/1.0\r\n").skip(1).filter(|record| is_readable(&record[record.find('<').unwrap_or(0)..])).count()
}

fn is_readable(page: &str) -> bool {
    Readability::new(page, None, None).and_then(|mut page| page.parse()).is_ok()
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let items = |folder: &Path| fs::read_dir(folder).expect("it was just written").flatten().map(|item| item.path());
    items(folder).flat_map(items_of)
}

fn items_of(folder: PathBuf) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("it was just written").flatten().map(|item| item.path()).collect()
}
