//! Profiles for the terminal.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use super::block::Block;
use super::page::blocks;
use super::{Report, visible};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// The report with bold and dim text, to be stripped of them where no terminal reads it. Paragraphs are wrapped at
/// `width` columns.
pub fn terminal(report: &Report<'_>, width: u16) -> String {
    shown_blocks(&blocks(report), width)
}

/// The blocks, one after the other.
pub(super) fn shown_blocks(blocks: &[Block], width: u16) -> String {
    blocks.iter().map(|block| shown(block, width)).collect::<Vec<_>>().join("\n")
}

fn shown(block: &Block, width: u16) -> String {
    match block {
        Block::Heading(text) => {
            let text = visible(text);
            let rest = usize::from(width).saturating_sub(text.chars().count() + 4);
            format!("{BOLD}── {text} {}{PLAIN}\n", "─".repeat(rest))
        }
        Block::Line(text) => format!("{}\n", wrapped(text, width)),
        Block::Note(text) => format!("{DIM}{}{PLAIN}\n", wrapped(text, width)),
        Block::Table { title, header, rows } => {
            let mut table = Table::new();
            table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
            let cells = |cells: &[String]| {
                let cell = |(column, text): (usize, &String)| {
                    let align = if column == 0 { CellAlignment::Left } else { CellAlignment::Right };
                    Cell::new(visible(text)).set_alignment(align)
                };
                cells.iter().enumerate().map(cell).collect::<Vec<_>>()
            };
            table.set_header(cells(header));
            rows.iter().for_each(|row| {
                table.add_row(cells(row));
            });
            let table = table.trim_fmt();
            let (head, body) = table.split_once('\n').unwrap_or((&table, ""));
            let title = if title.is_empty() { String::new() } else { format!("{BOLD}{title}{PLAIN}\n") };
            format!("{title}{DIM}{head}{PLAIN}\n{body}\n")
        }
    }
}

/// Text from outside, broken between words so that no line is longer than `width` if its words allow it.
fn wrapped(text: &str, width: u16) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.add_row([Cell::new(visible(text))]);
    table.column_iter_mut().for_each(|column| {
        column.set_padding((0, 0));
    });
    table.trim_fmt()
}
