//! How much memory may the rows of a column take, in one group of rows? What its pages say of themselves decides.
//!
//! What the footer says of them may be a lie, and the parquet crate (59.3) makes as much room as a page asks for. So the
//! heads of all pages are read first, and what is in a page only where it gives the lengths of texts before the texts.

use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, Encoding, Type};
use parquet::column::page::{Page, PageReader};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;
use parquet::schema::types::ColumnDescriptor;

use super::metadata::{self, Known};
use super::thrift::{STRUCT, Thrift};
use super::{delta, guarded};

/// Bytes that a page may unpack to. Writers make pages of a megabyte, or of a whole group.
const MOST_PAGE_BYTES: u64 = 512 << 20;

/// Lengths of texts that a page may give: they are in memory whatever rows are asked for.
const MOST_LENGTHS: u64 = 16 << 20;

/// Bytes that the items of a list take beside their texts: two levels, a place, and a value of eight bytes.
const ITEM_BYTES: u64 = 16;

/// Bytes of a head that are looked at first.
const HEAD_BYTES: u64 = 1 << 10;

/// A column of a group of rows, as its pages say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Bytes that it unpacks to.
    pub(super) unpacked: u64,
    /// Values that it has, or items of lists.
    pub(super) n_values: u64,
    /// Bytes that a value may have: more than one row may have the same.
    pub(super) largest: u64,
    /// Bytes of each value, if its type says so.
    pub(super) width: u64,
    is_list: bool,
    /// Whether lengths of texts come before them.
    has_lengths: bool,
}

/// The head of a page.
#[derive(Default)]
struct Head {
    /// How long it is itself.
    bytes: u64,
    kind: i32,
    unpacked: u64,
    packed: u64,
    n_values: u64,
    encoding: i32,
}

/// Numbers of `parquet.thrift`.
const DATA: i32 = 0;
const DICTIONARY: i32 = 2;
const DATA_V2: i32 = 3;
const DELTA_LENGTH_BYTE_ARRAY: i32 = 6;
const DELTA_BYTE_ARRAY: i32 = 7;

impl Chunk {
    /// Reads the heads of the pages.
    ///
    /// # Errors
    ///
    /// Why the column is not to be read.
    pub(super) fn of<R: ChunkReader>(input: &R, column: &ColumnChunkMetaData) -> Result<Chunk, String> {
        let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
        let sizes = u64::try_from(start).ok().zip(u64::try_from(column.compressed_size()).ok());
        let (mut at, mut left) = sizes.ok_or("has a size below zero")?;
        let mut chunk = Chunk::default();
        while 0 < left {
            let head = Head::read(input, at, left).ok_or("has a page whose head cannot be read")?;
            let unpacked = if column.compression() == Compression::UNCOMPRESSED { head.packed } else { head.unpacked };
            if MOST_PAGE_BYTES < unpacked {
                return Err(format!("has a page that unpacks to {unpacked} bytes"));
            }
            let bytes =
                head.bytes.checked_add(head.packed).filter(|bytes| *bytes <= left).ok_or("ends within a page")?;
            (at, left) = (at.saturating_add(bytes), left - bytes);
            chunk.add(&head, unpacked)?;
        }
        let kind = column.column_descr();
        if kind.physical_type() == Type::FIXED_LEN_BYTE_ARRAY {
            chunk.width = u64::try_from(kind.type_length()).unwrap_or(0);
            chunk.largest = chunk.largest.max(chunk.width);
        }
        chunk.is_list = 0 < kind.max_rep_level();
        Ok(chunk)
    }

    fn add(&mut self, head: &Head, unpacked: u64) -> Result<(), String> {
        self.unpacked = self.unpacked.saturating_add(unpacked);
        match head.kind {
            DICTIONARY => {
                // Each has a byte at least.
                if unpacked < head.n_values {
                    return Err(format!("has a dictionary of {} values in {unpacked} bytes", head.n_values));
                }
                self.largest = self.largest.max(unpacked);
            }
            DATA | DATA_V2 => {
                self.n_values = self.n_values.saturating_add(head.n_values);
                self.has_lengths |= matches!(head.encoding, DELTA_LENGTH_BYTE_ARRAY | DELTA_BYTE_ARRAY);
                if head.encoding == DELTA_BYTE_ARRAY {
                    // Texts share what they begin with.
                    self.largest = self.largest.max(unpacked);
                }
            }
            // The crate passes over other pages.
            _ => {}
        }
        Ok(())
    }

    /// How many rows have a value in it; of a list that is not known.
    pub(super) fn n_rows(&self) -> u64 {
        if self.is_list { 0 } else { self.n_values }
    }

    /// Bytes that one row may take beside its texts, if it has all items of a list.
    pub(super) fn row_bytes(&self) -> u64 {
        if self.is_list { self.n_values.saturating_mul(ITEM_BYTES.max(self.width)) } else { 0 }
    }

    /// Whether the pages give no more lengths of texts than they have values. They are read for that, if they give any.
    pub(super) fn has_few_lengths<R>(&self, input: &R, column: &ColumnChunkMetaData) -> bool
    where
        R: ChunkReader + Clone + 'static,
    {
        if !self.has_lengths {
            return true;
        }
        // What cannot be read is found again when the rows are read.
        let mut pages = guarded(|| SerializedPageReader::new(Arc::new(input.clone()), column, 0, None)).ok();
        while let Some(pages) = &mut pages
            && let Ok(Some(page)) = guarded(|| pages.get_next_page())
        {
            if !has_few_lengths(&page, column.column_descr()) {
                return false;
            }
        }
        true
    }
}

impl Head {
    /// Reads one that starts at a place, with so many bytes behind that.
    fn read<R: ChunkReader>(input: &R, at: u64, left: u64) -> Option<Head> {
        let mut bytes = HEAD_BYTES;
        let left = left.min(input.len().checked_sub(at)?);
        loop {
            let some = input.get_bytes(at, usize::try_from(bytes.min(left)).ok()?).ok()?;
            let head = Head::of(Thrift::new(some));
            if head.is_some() || left <= bytes {
                return head;
            }
            bytes *= 16;
        }
    }

    fn of(mut head: Thrift) -> Option<Head> {
        const KIND: i16 = 1;
        const UNPACKED: i16 = 2;
        const PACKED: i16 = 3;
        let (mut found, mut field) = (Head { kind: -1, ..Head::default() }, 0);
        while let Some(header) = head.header(field)? {
            field = header.field;
            match field {
                KIND => found.kind = head.i32(&header)?,
                UNPACKED => found.unpacked = u64::try_from(head.i32(&header)?).ok()?,
                PACKED => found.packed = u64::try_from(head.i32(&header)?).ok()?,
                // Of a page of data, of a dictionary, and of the second kind of data.
                5 if header.kind == STRUCT => found.values(&mut head, DATA, metadata::DATA)?,
                7 if header.kind == STRUCT => found.values(&mut head, DICTIONARY, metadata::DICTIONARY)?,
                8 if header.kind == STRUCT => found.values(&mut head, DATA_V2, metadata::DATA_V2)?,
                5 | 7 | 8 => return None,
                _ => head.pass_over(&header, metadata::HEAD)?,
            }
        }
        found.bytes = head.position() as u64;
        Some(found)
    }

    /// What a head says of the values, if it is of this kind; the kind comes first.
    fn values(&mut self, head: &mut Thrift, kind: i32, known: Known) -> Option<()> {
        const N_VALUES: i16 = 1;
        let encoding_field = if kind == DATA_V2 { 4 } else { 2 };
        let (mut n_values, mut encoding, mut field) = (0, 0, 0);
        while let Some(header) = head.header(field)? {
            field = header.field;
            match field {
                N_VALUES => n_values = u64::try_from(head.i32(&header)?).ok()?,
                _ if field == encoding_field => encoding = head.i32(&header)?,
                _ => head.pass_over(&header, known)?,
            }
        }
        if kind == self.kind {
            (self.n_values, self.encoding) = (n_values, encoding);
        }
        Some(())
    }
}

/// Whether a page gives no more lengths than it has values, if it gives any.
fn has_few_lengths(page: &Page, kind: &ColumnDescriptor) -> bool {
    let (encoding, n_values) = (page.encoding(), u64::from(page.num_values()));
    match values(page, kind) {
        _ if !delta::has_lengths(encoding) => true,
        Some(values) => delta::are_few(values, encoding, n_values.min(MOST_LENGTHS)),
        None => false,
    }
}

/// The values of a page of data, which come behind its levels.
fn values(page: &Page, kind: &ColumnDescriptor) -> Option<Bytes> {
    match page {
        Page::DataPage { buf, rep_level_encoding, def_level_encoding, .. } => {
            let mut at = 0;
            for (most, encoding) in
                [(kind.max_rep_level(), rep_level_encoding), (kind.max_def_level(), def_level_encoding)]
            {
                if most == 0 {
                    continue;
                }
                // The other encoding of levels is older than these of values.
                let length = buf.get(at..)?.first_chunk().filter(|_| *encoding == Encoding::RLE)?;
                at = at.checked_add(4)?.checked_add(usize::try_from(i32::from_le_bytes(*length)).ok()?)?;
            }
            (at <= buf.len()).then(|| buf.slice(at..))
        }
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let at = usize::try_from(u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len)).ok()?;
            (at <= buf.len()).then(|| buf.slice(at..))
        }
        Page::DictionaryPage { .. } => None,
    }
}
