"""How blocks are chosen by what they weigh."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.cleaning.html.blocks import blocks_of
from corpus.cleaning.html.body import choose, with_insets
from corpus.cleaning.html.model import likelihoods, load
from corpus.cleaning.html.parsing import parse


def test_the_choice_has_the_best_expected_f1_of_all_choices() -> None:
    likely, sizes = np.array([0.9, 0.2, 0.55, 0.05, 0.4]), np.array([10.0, 40.0, 5.0, 100.0, 20.0])
    chosen = choose(likely, sizes)

    def expected(choice: np.ndarray) -> float:
        return float(2 * (likely * sizes)[choice].sum() / (sizes[choice].sum() + 0.8 * (likely * sizes).sum()))

    every = [np.array([bool(number >> bit & 1) for bit in range(5)]) for number in range(1, 32)]
    assert expected(chosen) == max(map(expected, every))


def test_something_is_chosen_of_every_page() -> None:
    assert choose(np.array([0.001]), np.array([3.0])).any()


def test_features_that_the_model_was_not_made_for_are_refused() -> None:
    with pytest.raises(ValueError, match="not those the model was made for"):
        likelihoods(np.zeros((2, load().columns + 1), dtype=np.float32))


def test_a_caption_is_kept_between_chosen_blocks_only() -> None:
    html = "<p>one</p><figure><figcaption>two</figcaption></figure><p>three</p><figure><figcaption>four</figcaption></figure><p>five</p>"
    blocks = blocks_of(parse(html).root)
    found = with_insets(blocks, np.array([True, False, True, False, False]))
    assert found.tolist() == [True, True, True, False, False]
