//! Where in a file is something wrong? A marked excerpt for each mistake.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::visible;
use crate::document::Error;

/// Every mistake with its place marked, what is wrong and what to do, for the terminal.
pub fn problems(error: &Error) -> String {
    let mut shown = String::new();
    for found in error.problems() {
        let span = |span: crate::span::Span| span.start as usize..(span.end as usize).max(span.start as usize + 1);
        let message = visible(found.message);
        let mut groups =
            vec![
                Level::ERROR.primary_title(message.as_ref()).element(
                    Snippet::source(found.source)
                        .path(found.file)
                        .annotation(AnnotationKind::Primary.span(span(found.span))),
                ),
            ];
        if let Some(other) = found.elsewhere {
            groups.push(
                Group::with_title(Level::NOTE.secondary_title(other.label)).element(
                    Snippet::source(other.source)
                        .path(other.file)
                        .annotation(AnnotationKind::Context.span(span(other.span))),
                ),
            );
        }
        groups.push(Group::with_title(Level::HELP.secondary_title(found.help)));
        shown.push_str(&Renderer::styled().render(&groups));
        shown.push_str("\n\n");
    }
    match error.more() {
        0 => {}
        more => shown.push_str(&format!("and {more} more mistakes\n\n")),
    }
    shown.push_str("nothing was read: mend the lexicon and run it again");
    shown
}
