//! How is input read that may not come, without Ctrl-C having to wait for it? On a thread of its own.

use std::io::{self, ErrorKind, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use crate::interrupt;

/// So many bytes are read at a time; the thread is at most two of these ahead.
const CHUNK_BYTES: usize = 64 << 10;

/// So often it is asked whether Ctrl-C was pressed while nothing comes.
const EVERY: Duration = Duration::from_millis(50);

/// Standard input or a pipe.
pub struct Pipe {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Vec<u8>,
    at: usize,
}

impl Pipe {
    /// Opens it, which may take as long as reading: a named pipe waits for its writer.
    ///
    /// # Errors
    ///
    /// The system has no more threads. What `open` says is said when it is read.
    pub fn open<R: Read>(open: impl FnOnce() -> io::Result<R> + Send + 'static) -> io::Result<Pipe> {
        let (give, chunks) = sync_channel(1);
        // Nobody waits for its end: it may never come, and the process ends without it.
        thread::Builder::new().spawn(move || {
            if let Err(error) = open().and_then(|reader| hand_on(reader, &give)) {
                // Whoever is gone needs no error.
                let _ = give.send(Err(error));
            }
        })?;
        Ok(Pipe { chunks, chunk: Vec::new(), at: 0 })
    }
}

fn hand_on(mut reader: impl Read, give: &SyncSender<io::Result<Vec<u8>>>) -> io::Result<()> {
    loop {
        let mut chunk = vec![0; CHUNK_BYTES];
        match reader.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(n) => {
                chunk.truncate(n);
                if give.send(Ok(chunk)).is_err() {
                    return Ok(());
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.chunk.len() {
            match self.chunks.recv_timeout(EVERY) {
                Ok(chunk) => (self.chunk, self.at) = (chunk?, 0),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
                // Not of the kind `Interrupted`, after which readers try again.
                Err(RecvTimeoutError::Timeout) if interrupt::requested() => {
                    return Err(io::Error::other("interrupted"));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        let n = buffer.len().min(self.chunk.len() - self.at);
        buffer[..n].copy_from_slice(&self.chunk[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
