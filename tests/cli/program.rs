//! How is the program started, and where do its files go?

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Child;
use std::process::{Command, Stdio};

/// A folder of one test's own, gone after it.
pub struct Folder(PathBuf);

/// What a run of the program came to.
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("slantwise-cli-{}-{test}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    /// The hits of each article of an input, about which nothing is said.
    pub fn hits(&self, input: &str) -> Vec<serde_json::Value> {
        let ended = self.run(&format!("show hits {input} --format jsonl -q")).code(0);
        assert_eq!(ended.err, "", "{input}");
        objects(&ended.out)
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.join(name)
    }

    pub fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    pub fn read(&self, name: impl AsRef<Path>) -> String {
        fs::read_to_string(self.path(name)).expect("a text file")
    }

    /// The program, to be started in this folder, without the colors or settings of whoever runs the tests.
    pub fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_slantwise"));
        command.args(args).current_dir(&self.0);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program with arguments that have no spaces in them.
    pub fn run(&self, line: &str) -> Ended {
        Ended::of(&mut self.command(line.split_whitespace()))
    }

    pub fn run_with_input(&self, line: &str, input: &str) -> Ended {
        let mut command = self.command(line.split_whitespace());
        let mut child = command.stdin(Stdio::piped()).spawn().expect("the program");
        child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("a program that reads");
        Ended::from(child.wait_with_output().expect("its output"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Ended {
    pub fn of(command: &mut Command) -> Ended {
        Ended::from(command.output().expect("the program"))
    }

    #[track_caller]
    pub fn code(self, code: i32) -> Ended {
        assert_eq!(self.code, Some(code), "exit code; stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn out(self, part: &str) -> Ended {
        assert!(self.out.contains(part), "{part:?} is not in stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn err(self, part: &str) -> Ended {
        assert!(self.err.contains(part), "{part:?} is not in stderr:\n{}", self.err);
        self
    }
}

impl From<std::process::Output> for Ended {
    fn from(output: std::process::Output) -> Ended {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Asks a program to end, as Ctrl-C does. Where the tests were started with that signal ignored, as a job in the background may
/// be, so does the program, and it is asked to terminate.
#[cfg(unix)]
pub fn interrupt(child: &Child) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim);
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask, 16).ok()).unwrap_or_default();
    let signal = if ignored & 0b10 == 0 { "-INT" } else { "-TERM" };
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill").success());
}

/// The path of the sample corpus.
pub fn samples() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/samples").to_owned()
}

/// The objects of JSON Lines.
#[track_caller]
pub fn objects(lines: &str) -> Vec<serde_json::Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}
