//! What did a server answer? The head of an HTTP response, and its body unpacked.

use std::borrow::Cow;
use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::memchr;

use super::headers::Headed;
use super::page::is_page_start;
use super::{Reason, shown};

/// Memory that a body in zstd may ask for, as a power of two: 8 MB, as browsers have it (RFC 9659).
const ZSTD_WINDOW_LOG: u32 = 23;

/// A response as it was sent.
#[derive(Debug)]
pub(super) struct Response<'b> {
    pub(super) status: u16,
    head: Headed<'b>,
}

impl<'b> Response<'b> {
    /// Reads the head; `None` if it is none. Its version is not looked at: crawlers write a line for HTTP/2 too, which
    /// has none.
    pub(super) fn of(bytes: &'b [u8]) -> Option<Response<'b>> {
        let head = Headed::of(bytes)?;
        let mut words = head.first_line.split(|&c| c == b' ').filter(|word| !word.is_empty());
        words.next().filter(|version| version.starts_with(b"HTTP/"))?;
        let status = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
        Some(Response { status, head })
    }

    /// Whether its body may be a page: it says so, or says nothing.
    pub(super) fn may_be_page(&self) -> bool {
        self.head.value("Content-Type").is_none_or(|kind| is_page_type(&kind))
    }

    /// The character set that it names.
    pub(super) fn charset(&self) -> Option<String> {
        charset(&self.head.value("Content-Type")?)
    }

    /// The body as the page that it is, at most one byte more than `limit`.
    ///
    /// Crawlers unpack bodies and may leave the headers as they were. So a body that starts like a page is one,
    /// whatever they say.
    pub(super) fn page(&self, limit: usize) -> Result<Cow<'b, [u8]>, Reason> {
        let body = self.head.body;
        let packed = self.head.value("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
        let transfer = self.head.value("Transfer-Encoding").unwrap_or_default().to_ascii_lowercase();
        if packed.is_empty() && transfer.is_empty() && self.head.length().is_some_and(|n| (body.len() as u64) < n) {
            return Err(Reason::CutPage);
        }
        let body = if transfer.contains("chunked") && !is_page_start(body) { joined(body)? } else { body.into() };
        let unpacked = match (packed.as_str(), &body[..]) {
            (_, body) if is_page_start(body) => None,
            (_, [0x1f, 0x8b, ..]) => Some(unpacked(MultiGzDecoder::new(&body[..]), limit)?),
            ("deflate", [first, ..]) if first & 0x0f == 8 => Some(unpacked(ZlibDecoder::new(&body[..]), limit)?),
            ("deflate", _) => Some(unpacked(DeflateDecoder::new(&body[..]), limit)?),
            (_, [0x28, 0xb5, 0x2f, 0xfd, ..]) => Some(unpacked(zstd_decoder(&body)?, limit)?),
            ("br", body) => Some(unpacked_brotli(body, limit)?),
            ("" | "identity" | "gzip" | "x-gzip", _) => None,
            _ => return Err(Reason::PackedPage(shown(&packed.chars().take(20).collect::<String>()))),
        };
        Ok(unpacked.map_or(body, Cow::Owned))
    }
}

/// Whether a content type is that of pages.
pub(super) fn is_page_type(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    ["text/html", "application/xhtml+xml"].iter().any(|page| kind.eq_ignore_ascii_case(page))
}

/// The character set that a content type names.
pub(super) fn charset(kind: &str) -> Option<String> {
    let parameters = kind.split(';').skip(1);
    let mut pairs = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, value) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

/// Chunks, joined.
fn joined(mut chunks: &[u8]) -> Result<Cow<'static, [u8]>, Reason> {
    let mut joined = Vec::new();
    loop {
        let line_end = memchr(b'\n', chunks).ok_or(Reason::CutPage)?;
        let line = std::str::from_utf8(&chunks[..line_end]).unwrap_or_default();
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(|_| Reason::PackedPage("chunked".to_owned()))?;
        if size == 0 {
            return Ok(Cow::Owned(joined));
        }
        chunks = &chunks[line_end + 1..];
        joined.extend_from_slice(chunks.get(..size).ok_or(Reason::CutPage)?);
        chunks = &chunks[size..];
        chunks = chunks.strip_prefix(b"\r").unwrap_or(chunks);
        chunks = chunks.strip_prefix(b"\n").unwrap_or(chunks);
    }
}

/// Brotli starts with nothing that tells it, so that what cannot be unpacked may be cut or something else.
fn unpacked_brotli(body: &[u8], limit: usize) -> Result<Vec<u8>, Reason> {
    unpacked(Decompressor::new(body, 4 << 10), limit).map_err(|_| Reason::PackedPage("br".to_owned()))
}

fn zstd_decoder(body: &[u8]) -> Result<impl Read, Reason> {
    let mut decoder = zstd::Decoder::with_buffer(body).map_err(|_| Reason::PackedPage("zstd".to_owned()))?;
    decoder.window_log_max(ZSTD_WINDOW_LOG).map_err(|_| Reason::PackedPage("zstd".to_owned()))?;
    Ok(decoder)
}

/// What a decoder makes of it, at most one byte more than `limit`.
fn unpacked(decoder: impl Read, limit: usize) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    match decoder.take(limit as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(Reason::CutPage),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const PAGE: &str = "<html><p>The ferry sank.";

    #[track_caller]
    fn check(head: &str, body: &[u8], expected: Result<&str, Reason>) {
        let bytes = [b"HTTP/1.1 200 OK\r\n", head.as_bytes(), b"\r\n", body].concat();
        let response = Response::of(&bytes).unwrap();
        assert_eq!(response.page(100).map(Cow::into_owned), expected.map(|page| page.as_bytes().to_vec()));
    }

    #[test]
    fn bodies_are_unpacked_as_their_heads_say() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(PAGE.as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        deflate.write_all(PAGE.as_bytes()).unwrap();
        let chunk = |bytes: &[u8]| [format!("{:X};x=y\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
        let chunked = [chunk(&gzip[..10]), chunk(&gzip[10..]), b"0\r\n\r\n".to_vec()].concat();
        check("", PAGE.as_bytes(), Ok(PAGE));
        check("Content-Encoding: gzip\r\n", &gzip, Ok(PAGE));
        check("Content-Encoding: deflate\r\n", &deflate.finish().unwrap(), Ok(PAGE));
        check("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &chunked, Ok(PAGE));
        let zstd = zstd::encode_all(PAGE.as_bytes(), 3).unwrap();
        check("Content-Encoding: zstd\r\n", &zstd, Ok(PAGE));
        check("Content-Encoding: br\r\n", &brotli(PAGE), Ok(PAGE));
    }

    /// Brotli of one block that is stored as it is (RFC 7932, section 9.2), and the empty one that ends it.
    fn brotli(text: &str) -> Vec<u8> {
        let head = ((text.len() as u32 - 1) << 4 | 1 << 20).to_le_bytes();
        [&head[..3], text.as_bytes(), b"\x03"].concat()
    }

    #[test]
    fn no_body_unpacks_to_more_than_is_asked_for() {
        let long = "<p>".repeat(20_000);
        let zstd = zstd::encode_all(long.as_bytes(), 3).unwrap();
        for (how, body) in [("zstd", zstd), ("br", brotli(&long))] {
            let bytes = [format!("HTTP/1.1 200 OK\r\nContent-Encoding: {how}\r\n\r\n").as_bytes(), &body].concat();
            assert_eq!(Response::of(&bytes).unwrap().page(100).unwrap().len(), 101, "{how}");
        }
        // A window of 2 GB.
        check("", b"\x28\xb5\x2f\xfd\0\xa8\x01\0\0", Err(Reason::CutPage));
    }

    #[test]
    fn heads_that_a_crawler_left_behind_do_no_harm() {
        for head in ["Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n", "Content-Encoding: br\r\n"] {
            check(&format!("Content-Length: 9999\r\n{head}"), PAGE.as_bytes(), Ok(PAGE));
        }
    }

    #[test]
    fn a_body_that_is_cut_is_no_page() {
        check("Content-Length: 25\r\n", PAGE.as_bytes(), Err(Reason::CutPage));
        check("Content-Encoding: gzip\r\n", b"\x1f\x8b\x08\0\0\0\0\0\0\x03ab", Err(Reason::CutPage));
        for body in [&brotli(PAGE)[..9], &[0xff; 9]] {
            check("Content-Encoding: br\r\n", body, Err(Reason::PackedPage("br".to_owned())));
        }
        let zstd = zstd::encode_all(PAGE.as_bytes(), 3).unwrap();
        check("Content-Encoding: zstd\r\n", &zstd[..9], Err(Reason::CutPage));
        for body in ["", "5\r\nabc", "ffffffffffffffff\r\nabc", "3\r\nabc\r\n"] {
            check("Transfer-Encoding: chunked\r\n", body.as_bytes(), Err(Reason::CutPage));
        }
        check("Transfer-Encoding: chunked\r\n", b"x\r\n", Err(Reason::PackedPage("chunked".to_owned())));
    }

    #[test]
    fn what_is_no_response_is_none() {
        for bytes in ["", "HTTP/1.1 200 OK", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 ok\r\n\r\n"] {
            assert!(Response::of(bytes.as_bytes()).is_none());
        }
        assert_eq!(Response::of(b"HTTP/2 404\r\n\r\n").map(|response| response.status), Some(404));
    }

    #[test]
    fn a_type_says_what_and_in_which_set() {
        assert!(is_page_type("Text/HTML; charset=x") && !is_page_type("image/png"));
        assert_eq!(charset("text/html; Charset=\"utf-8\"").as_deref(), Some("utf-8"));
    }
}
