//! Profiles as Markdown.

use super::block::Block;
use super::page::blocks;
use super::{Report, visible};

/// The report as Markdown; text from outside is escaped.
pub fn markdown(report: &Report<'_>) -> String {
    let blocks = blocks(report);
    blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => format!("## {}\n", escaped(text)),
        Block::Line(text) => format!("{}\n", escaped(text)),
        Block::Note(text) => format!("*{}*\n", escaped(text)),
        Block::Table { title, header, rows } => {
            let row = |cells: &[String]| {
                let cells: Vec<_> = cells.iter().map(|cell| escaped(cell.trim_start())).collect();
                format!("| {} |\n", cells.join(" | "))
            };
            let title = if title.is_empty() { String::new() } else { format!("**{}**\n\n", escaped(title)) };
            let rule = format!("|:---|{}\n", "---:|".repeat(header.len().saturating_sub(1)));
            let rows: String = rows.iter().map(|cells| row(cells)).collect();
            format!("{title}{}{rule}{rows}", row(header))
        }
    }
}

/// Characters with a meaning in Markdown or HTML are escaped.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                shown.push('\\');
                shown.push(c);
            }
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_cannot_write_into_the_table() {
        assert_eq!(escaped("a|b\n<script>`x`"), "a\\|b &lt;script&gt;\\`x\\`");
    }
}
