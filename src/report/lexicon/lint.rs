//! What an author should look at again, for the terminal.

use std::collections::BTreeMap;

use super::super::visible;
use crate::proof::Finding;

/// One line a finding, and how many there are of each kind.
pub fn lint(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        format!("\u{1b}[1m{}\u{1b}[0m {}: {}\n", finding.entry, finding.kind.name(), visible(&finding.message))
    };
    let mut text: String = findings.iter().map(line).collect();
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *kinds.entry(finding.kind).or_default() += 1);
    let counts: Vec<String> = kinds.into_iter().map(|(kind, n)| format!("{n} {}", kind.name())).collect();
    let counts = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
    text.push_str(&format!("{} findings{counts}\n", findings.len()));
    text
}
