//! Whose web address is it?

use std::borrow::Cow;

/// Bytes of the longest name that DNS has (RFC 1035).
const LONGEST_HOST: usize = 253;

/// The host of a URL in lower case, without user, port and final period.
pub(super) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.trim().split_once("//")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => host,
    };
    let host = host.trim_end_matches('.').to_lowercase();
    let is_host =
        (1..=LONGEST_HOST).contains(&host.len()) && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    is_host.then_some(host)
}

/// The part of a host that somebody registered, by the public suffix list: `bbc.co.uk` of `news.bbc.co.uk`.
///
/// An IP address, or a name that is itself a suffix, stays whole.
pub(super) fn registrable(host: &str) -> &str {
    let is_address = host.ends_with(|c: char| c.is_ascii_digit() || c == ']');
    if is_address { host } else { psl::domain_str(host).unwrap_or(host) }
}

/// An outlet as its field names it: of a URL or a host name the registrable domain, anything else trimmed.
///
/// A host name is in lower case and starts with `www.` or ends in a known suffix, so that "Salon.com" stays a name.
pub(super) fn outlet(field: &str) -> Cow<'_, str> {
    let field = field.trim();
    if is_url(field)
        && let Some(host) = host(field)
    {
        return Cow::Owned(registrable(&host).to_string());
    }
    let is_lower = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
    let has_known_suffix = || psl::suffix(field.as_bytes()).is_some_and(|suffix| suffix.is_known());
    let is_host = field.len() <= LONGEST_HOST
        && field.contains('.')
        && field.bytes().all(is_lower)
        && (field.starts_with("www.") || has_known_suffix());
    Cow::Borrowed(if is_host { registrable(field) } else { field })
}

/// Whether it starts like a URL: with a scheme and two slashes, or with the slashes alone.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text.trim_start().trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    rest.starts_with("://") || text.trim_start().starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_of_a_url_is_what_was_registered() {
        for (url, domain) in [
            ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
            ("HTTP://user:pw@Edition.CNN.com:8080?x=//y", "cnn.com"),
            ("//news.example.com.au", "example.com.au"),
            ("https://www.example.com./a", "example.com"),
            ("https://somebody.blogspot.com/2012", "somebody.blogspot.com"),
            ("http://127.0.0.1:8000/a", "127.0.0.1"),
            ("http://intranet/a", "intranet"),
            ("http://[::1]:80/a", "[::1]"),
            ("https://co.uk/", "co.uk"),
            ("https://www.harbour.example/", "harbour.example"),
        ] {
            assert_eq!(registrable(&host(url).unwrap()), domain, "{url}");
        }
        for url in ["", "bbc", "mailto:a@b.example", "https://", "http:///x", "https://a b/"] {
            assert_eq!(host(url), None, "{url}");
        }
    }

    #[test]
    fn an_outlet_that_is_a_web_address_is_its_domain() {
        assert_eq!(outlet("https://www.theherald.co.uk/x"), "theherald.co.uk");
        assert_eq!(outlet("edition.cnn.com"), "cnn.com");
        assert_eq!(outlet("www.harbour.example"), "harbour.example");
        assert_eq!(outlet(" The Herald "), "The Herald");
        for name in ["Salon.com", "A.V. Club", "U.S. Daily", "co.uk", "harbour.daily", "either//or"] {
            assert_eq!(outlet(name), name);
        }
    }
}
