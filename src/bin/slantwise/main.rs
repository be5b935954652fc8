//! The program: what is typed, opened and printed. Everything else is the library's.

mod args;
mod check;
mod eval;
mod failure;
mod gather;
mod inputs;
mod interrupt;
mod kwic;
mod ledger;
mod lexicon;
mod log;
mod output;
mod parts;
mod pipeline;
mod profile;
mod progress;
mod run_dir;
mod score;
mod setup;
mod show;
mod spool;
mod suggest;
mod unfinished;
mod update;

use std::process::ExitCode;

use args::{Cli, Command};
use clap::Parser;
use failure::Failure;
use output::Output;

/// What a command ends with; the README has the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Done.
    Done,
    /// `check` found something.
    Findings,
    /// Some of it could not be done; the rest is.
    Incomplete,
    /// Ctrl-C.
    Interrupted,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    interrupt::listen();
    let mut output = Output::new();
    let ended = run(&cli, &mut output).and_then(|outcome| output.flush().map(|()| outcome));
    match ended {
        Ok(_) if interrupt::requested() => Outcome::Interrupted.into(),
        Ok(outcome) => outcome.into(),
        // Whoever reads us has seen enough: `| head` is no failure.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(log::Log::of(&cli.common));
            Outcome::Incomplete.into()
        }
    }
}

fn run(cli: &Cli, output: &mut Output) -> Result<Outcome, Failure> {
    if cli.version {
        return setup::version(&cli.common, output);
    }
    match &cli.command {
        Some(Command::Profile(profile)) => profile::run(profile, &cli.common, output),
        Some(Command::Score(score)) => score::run(score, &cli.common),
        Some(Command::Check(check)) => check::run(check, &cli.common, output),
        Some(Command::Kwic(kwic)) => kwic::run(kwic, &cli.common, output),
        Some(Command::Show(show)) => show::run(show, &cli.common, output),
        Some(Command::Lexicon(lexicon)) => lexicon::run(lexicon, &cli.common, output),
        Some(Command::Eval(eval)) => eval::run(eval, &cli.common, output),
        Some(Command::Suggest(suggest)) => suggest::run(suggest, &cli.common, output),
        None => Err(Failure::new("no command", "see slantwise --help")),
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Findings => ExitCode::from(1),
            Outcome::Incomplete => ExitCode::from(2),
            // 128 and the number of SIGINT, as shells have it.
            Outcome::Interrupted => ExitCode::from(130),
        }
    }
}
