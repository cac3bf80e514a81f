import subprocess
import sys
from pathlib import Path

import pytest

import sim as sim_package
from tests.app.cli import Sim

HEAVY = {"matplotlib", "mesa", "networkx", "numpy", "pandas", "pydantic", "rich", "scipy", "yaml"}


@pytest.mark.parametrize("args", [["--help"], ["run", "--help"], ["--version"], []])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    code = (
        "import sys\n"
        "from sim.app.cli import main\n"
        "try:\n"
        f"    main({args})\n"
        "except SystemExit:\n"
        "    print(' '.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert not loaded & HEAVY


def test_help_names_every_command(sim: Sim) -> None:
    found = sim("--help")
    assert found.code == 0
    for command in ("run", "check", "list", "show", "sources", "new", "schema"):
        assert f"\n  {command} " in found.out


def test_help_groups_commands_by_what_a_person_wants(sim: Sim) -> None:
    lines = sim("--help").out.splitlines()
    titles = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert titles == [
        "Options:",
        "Ask:",
        "Understand:",
        "Choose:",
        "Play:",
        "Teach:",
        "Check the model:",
        "Write your own:",
    ]
    named = [line.split()[0] for line in lines[lines.index("Ask:") :] if line.startswith("  ")]
    folder = Path(sim_package.__file__).parent / "app" / "commands"
    assert sorted(named) == sorted(path.stem for path in folder.glob("[a-z]*.py"))


def test_module_runs_as_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sim", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("sim ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["chek"], "Did you mean 'check'?"),
        (["zzz"], "Known: run,"),
        (["run", "lethal_aid", "--sed", "1"], "--seed"),
        (["run", "lethal_aid", "--runs", "none"], "--runs"),
        (["run", "lethal_aid", "--runs", "0"], "--runs"),
        (["run", "lethal_aid", "--seed", "-1"], "--seed"),
        (["run"], "SCENARIO"),
        (["run", "letal_aid"], "Did you mean `lethal_aid`?"),
        (["run", "no/such/file.yaml"], "no/such/file.yaml"),
        (["show", "recipocity"], "Did you mean `reciprocity`?"),
        (["list", "actor"], "actors"),
        (["schema", "scenari"], "Did you mean `scenario`?"),
        (["check", "--world", "no-such-folder"], "no-such-folder"),
        (["sources", "verify", "no-such-folder"], "no-such-folder"),
    ],
)
def test_wrong_input_is_one_clear_error(sim: Sim, args: list[str], said: str) -> None:
    found = sim(*args)
    assert found.code == 2
    assert found.out == ""
    assert found.err.startswith("error: ")
    assert said in found.err
    assert "Traceback" not in found.err


def test_a_fault_of_the_program_is_not_hidden(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sim.world.load_world", broken)
    with pytest.raises(ZeroDivisionError):
        sim("check")


def test_a_reader_that_leaves_early_is_no_error() -> None:
    code = "import sys; from sim.app.cli import main; main(['schema'])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""


def test_no_colour_codes_where_no_terminal_is(sim: Sim) -> None:
    assert "\x1b" not in sim("list").out
    assert "\x1b" not in sim("show", "KOR").out
