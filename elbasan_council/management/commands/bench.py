from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from elbasan_council.benchmarks import BENCHMARKS


class Command(BaseCommand):
    help = "Benchmarks with ratios against a floor measured in the same run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", choices=sorted(BENCHMARKS))

    def handle(self, *args: Any, **options: Any) -> None:
        names = [options["name"]] if options["name"] else sorted(BENCHMARKS)
        self.stdout.write(f"{'':58} {'ms':>8} {'floor ms':>9} {'ratio':>6} {'budget':>7}")
        for name in names:
            for line in BENCHMARKS[name]():
                within = "" if line.ratio <= line.budget else "  over"
                self.stdout.write(
                    f"{name + ' ' + line.name:58} {line.seconds * 1000:8.0f} "
                    f"{line.floor * 1000:9.0f} {line.ratio:6.2f} {line.budget:7.2f}{within}"
                )
