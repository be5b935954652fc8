//! How does the end of a file say where its row groups are, without all that it says of them in memory?
//!
//! The parquet crate keeps that until the file ends, a hundred kilobytes a row group of `articles`. Here each row group is
//! encoded by the crate as if it were the only one, cut out, and kept in a file, from where the end is put together.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use parquet::file::metadata::{FileMetaData, ParquetMetaData, ParquetMetaDataWriter, RowGroupMetaData};
use parquet::file::properties::WriterPropertiesPtr;
use parquet::schema::types::SchemaDescPtr;

/// What stands before the number of rows in Thrift's compact protocol: the next field is a number of 64 bits.
const ROWS: u8 = 0x16;

/// What stands before the row groups: the next field is a list.
const GROUPS: u8 = 0x19;

/// A list of structures; in the high bits stands how many there are, or that more than fourteen are.
const STRUCTURES: u8 = 0x0c;
const MANY: u8 = 0xf0;

/// What comes last: the length of the end, and the mark of the format.
const LENGTH: usize = 4;
const MARK: usize = 4;

/// The end of a file in the making.
pub(super) struct Footer {
    groups: BufWriter<File>,
    n_groups: u64,
    n_rows: u64,
    /// That of a file without row groups, and where in it the number of rows is.
    empty: Vec<u8>,
    rows_at: usize,
    metadata: FileMetaData,
    with_paths: bool,
}

impl Footer {
    /// Of no row groups yet; what is said of them is kept in a file that is empty.
    pub(super) fn new(groups: File, schema: SchemaDescPtr, properties: &WriterPropertiesPtr) -> io::Result<Footer> {
        let (version, made) = (properties.writer_version().as_num(), properties.created_by().to_owned());
        let mut footer = Footer {
            groups: BufWriter::with_capacity(1 << 16, groups),
            n_groups: 0,
            n_rows: 0,
            empty: Vec::new(),
            rows_at: 0,
            metadata: FileMetaData::new(version, 0, Some(made), properties.key_value_metadata().cloned(), schema, None),
            with_paths: properties.write_path_in_schema(),
        };
        footer.empty = footer.encoded(Vec::new())?;
        Ok(footer)
    }

    /// Adds the next row group, which has rows.
    pub(super) fn add(&mut self, group: RowGroupMetaData) -> io::Result<()> {
        self.n_groups += 1;
        self.n_rows += u64::try_from(group.num_rows()).map_err(io::Error::other)?;
        let one = self.encoded(vec![group])?;
        let (rows_at, group) = only_group(&one, &self.empty)
            .ok_or_else(|| io::Error::other("the parquet crate encodes row groups in another way than expected"))?;
        self.rows_at = rows_at;
        self.groups.write_all(group)
    }

    /// Writes the end of the file.
    pub(super) fn finish(self, to: &mut impl Write) -> io::Result<()> {
        let Footer { groups, n_groups, n_rows, mut empty, rows_at, .. } = self;
        if n_groups == 0 {
            return to.write_all(&empty);
        }
        let mut groups = groups.into_inner().map_err(|error| error.into_error())?;
        let len = groups.stream_position()?;
        groups.seek(SeekFrom::Start(0))?;
        let mark = empty.split_off(empty.len() - MARK);
        empty.truncate(empty.len() - LENGTH);
        let behind = empty.split_off(rows_at + 3);
        let mut before = empty;
        before.truncate(rows_at);
        // Zigzag, as all signed numbers.
        push_varint(&mut before, n_rows * 2);
        before.push(GROUPS);
        if n_groups < 15 {
            before.push((n_groups as u8) << 4 | STRUCTURES);
        } else {
            before.push(MANY | STRUCTURES);
            push_varint(&mut before, n_groups);
        }
        let whole = before.len() as u64 + len + behind.len() as u64;
        to.write_all(&before)?;
        io::copy(&mut groups, to)?;
        to.write_all(&behind)?;
        to.write_all(&u32::try_from(whole).map_err(io::Error::other)?.to_le_bytes())?;
        to.write_all(&mark)
    }

    /// The end of a file of these row groups.
    fn encoded(&self, groups: Vec<RowGroupMetaData>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let metadata = ParquetMetaData::new(self.metadata.clone(), groups);
        ParquetMetaDataWriter::new(&mut bytes, &metadata).with_write_path_in_schema(self.with_paths).finish()?;
        Ok(bytes)
    }
}

/// Where the number of rows is in the end of a file with one row group and of one with none, and what is said of the row
/// group. The number of rows is the first in which they differ.
fn only_group<'b>(one: &'b [u8], none: &[u8]) -> Option<(usize, &'b [u8])> {
    let rows_at = one.iter().zip(none).position(|(a, b)| a != b)?;
    let (_, behind) = none.split_at_checked(rows_at + 3)?;
    let is_as_expected = none[rows_at.checked_sub(1)?..rows_at + 3] == [ROWS, 0, GROUPS, STRUCTURES];
    let len = one[rows_at..].iter().position(|byte| byte & 0x80 == 0)? + 1;
    let (groups, group) = one[rows_at + len..].split_at_checked(2)?;
    let group = group.get(..group.len().checked_sub(behind.len())?)?;
    (is_as_expected && groups == [GROUPS, 1 << 4 | STRUCTURES]).then_some((rows_at, group))
}

/// Seven bits a byte, the lowest first.
fn push_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use parquet::data_type::Int32Type;
    use parquet::file::properties::{EnabledStatistics, WriterProperties};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use parquet::schema::types::SchemaDescriptor;

    use super::*;

    #[test]
    fn the_end_is_what_the_parquet_crate_writes() {
        let schema = parse_message_type("message rows { required int32 a; }").map(Arc::new).expect("a schema");
        for n_groups in [0, 1, 2, 14, 15, 300] {
            let properties = WriterProperties::builder().set_created_by("slantwise".to_owned());
            // Statistics of pages are an index of their own, which stands before the end.
            let properties =
                properties.set_statistics_enabled(EnabledStatistics::Chunk).set_offset_index_disabled(true);
            let properties = Arc::new(properties.build());
            let mut writer = SerializedFileWriter::new(Vec::new(), schema.clone(), properties.clone()).expect("memory");
            for group in 0..n_groups {
                let mut columns = writer.next_row_group().expect("a row group");
                let mut column = columns.next_column().expect("a column").expect("there is one");
                // The number of rows takes one byte, or two.
                let values = vec![group; 1 + group as usize % 200];
                column.typed::<Int32Type>().write_batch(&values, None, None).expect("memory");
                column.close().expect("memory");
                columns.close().expect("memory");
            }
            let groups = writer.flushed_row_groups().to_vec();
            let descriptor = Arc::new(SchemaDescriptor::new(schema.clone()));
            let file = tempfile::tempfile().expect("a temporary file");
            let mut footer = Footer::new(file, descriptor, &properties).expect("memory");
            groups.into_iter().for_each(|group| footer.add(group).expect("a row group"));
            let (mut end, whole) = (Vec::new(), writer.into_inner().expect("memory"));
            footer.finish(&mut end).expect("memory");
            assert!(whole.ends_with(&end), "{n_groups} row groups");
            let len = u32::from_le_bytes(whole[whole.len() - 8..][..4].try_into().expect("four bytes"));
            assert_eq!(end.len(), len as usize + 8, "{n_groups} row groups");
        }
    }
}
