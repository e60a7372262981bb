"""Narrowing what was found: values of the filters, years and months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui.screens.asking import Ask, Option
from tui.screens.commands.base import Room
from tui.screens.question import picks, toggled
from tui.screens.times import UNITS, Unit, narrowed, unit_named, widened
from tui.screens.value_choice import Values
from tui.widgets.filters_pane import FiltersPane
from tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from search import Answer


class Narrowing(Room):
    """The commands of the filters and the timeline."""

    filters: FiltersPane
    timeline: Timeline
    unit: Unit = "off"

    def show_filters(self, answer: Answer, query: str) -> None:
        """Show what can be narrowed to; the years are those there would be were no date asked for."""
        facets = {**answer.facets, "year": self.inquiry.times.years}
        self.filters.show(facets, picks(query, facets))
        self.show_timeline()

    def show_timeline(self) -> None:
        """Show the timeline as far as it is wanted and there is room for it."""
        self.timeline.fit(self.size.height, wanted=self.unit != "off")
        if self.unit != "off":
            self.timeline.show(self.inquiry.times.bars(self.unit, self.inquiry.question.query))

    @on(FiltersPane.Picked)
    def pick(self, picked: FiltersPane.Picked) -> None:
        """Write a facet's value into the query, or take it out."""
        self._pick(picked.facet, picked.value, exclude=picked.exclude)

    @on(Timeline.Picked)
    def pick_time(self, picked: Timeline.Picked) -> None:
        """Narrow to the years or months picked in the timeline; to all where they are what is picked already."""
        query = self.inquiry.question.query
        wanted = narrowed(query, picked.first.name, picked.last.name)
        self._ask(widened(query) if wanted == query else wanted)

    def action_narrow(self) -> None:
        """Ask for a value of the facet where one stands, or of any other, and pick it."""
        here = self.filters.here
        values = Values(self.filters.facets, self.filters.picks, here.facet if here else "")

        def chosen(option: Option | None) -> None:
            if option is not None:
                facet, value, exclude = values.chosen(option)
                self.filters.await_value(facet, value)
                self._pick(facet, value, exclude=exclude)

        self.app.push_screen(Ask(values.title, values.options), chosen)

    def action_timeline(self, unit: str = "") -> None:
        """Show the timeline by years, by months, or not."""
        self.unit = unit_named(unit) if unit else UNITS[(UNITS.index(self.unit) + 1) % len(UNITS)]
        self.show_timeline()
        self.save()
        if self.unit != "off" and not (self.list.display and self.timeline.display):
            self.say(f"Over the results, as far as there is room: bars by {self.unit}.")

    def action_year(self, years: str = "") -> None:
        """Narrow to a year or a span of years; asks which where none is named."""

        def chosen(option: Option | None) -> None:
            if option is not None:
                self._ask(f"{widened(self.inquiry.question.query)} year:{''.join(option.text.split())}".strip())

        if years:
            chosen(Option(years))
        else:
            self.app.push_screen(Ask("Year, or years: 2006..2011", free=True), chosen)

    def action_year_back(self) -> None:
        """Narrow to the year before."""
        self._step("years", back=True)

    def action_year_forward(self) -> None:
        """Narrow to the year after."""
        self._step("years", back=False)

    def action_month_back(self) -> None:
        """Narrow to the month before."""
        self._step("months", back=True)

    def action_month_forward(self) -> None:
        """Narrow to the month after."""
        self._step("months", back=False)

    def _step(self, unit: Unit, *, back: bool) -> None:
        query = self.inquiry.question.query
        name = self.inquiry.times.stepped(unit, query, back=back)
        self._ask(narrowed(query, name, name) if name else widened(query))

    def _pick(self, facet: str, value: str, *, exclude: bool) -> None:
        self._ask(toggled(self.inquiry.question.query, facet, value, exclude=exclude))

    def _ask(self, query: str) -> None:
        self.inquiry.ask(self.inquiry.question.asking(query))
