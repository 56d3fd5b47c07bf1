"""Confidence is a probability: fitted to what was right, measured, and cut where enough is right."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checkup.reading import ReadingField
from models.evaluation.calibration import expected_calibration_error
from models.judgement.calibrating import GROUP_OF, Calibration, Example, fit
from models.judgement.evidence import FEATURES
from models.judgement.judging import Judge
from models.judgement.thresholds import Thresholds, choose_threshold, choose_thresholds
from models.network.understanding import Understanding

F = ReadingField


def examples(count: int, seed: int) -> list[Example]:
    """Values whose chance of being right is known: the network's own odds, halved, and a failed check."""
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        evidence = np.zeros(len(FEATURES))
        evidence[0], evidence[6] = random.normal(4, 2), random.random() < 0.1
        odds = 0.5 * evidence[0] + 0.5 - 3 * evidence[6]
        made.append(Example(F.USAGE, evidence, bool(random.random() < 1 / (1 + np.exp(-odds)))))
    return made


def test_every_field_is_weighed() -> None:
    neutral = Calibration.load()
    assert set(GROUP_OF) == set(ReadingField)
    assert all(len(weights) == 1 + len(FEATURES) for weights in neutral.weights.values())


def test_confidence_rises_with_the_network_and_falls_with_a_failed_check() -> None:
    neutral, zero = Calibration.load(), np.zeros(len(FEATURES))
    for field in ReadingField:
        likelier, against = zero.copy(), zero.copy()
        likelier[FEATURES.index("probability")] = 4
        against[FEATURES.index("against")] = 1
        middle = neutral.confidence(field, zero)
        assert neutral.confidence(field, against) < middle < neutral.confidence(field, likelier)


def test_a_fit_is_calibrated_on_what_it_has_not_seen() -> None:
    fitted = fit(examples(4000, 1), "made-up values")
    seen_never = examples(4000, 2)
    right = [example.right for example in seen_never]
    before, after = (
        [calibration.confidence(F.USAGE, example.evidence) for example in seen_never]
        for calibration in (Calibration.load(), fitted)
    )
    assert expected_calibration_error(after, right) < min(0.03, expected_calibration_error(before, right))


def test_few_examples_of_one_right_kind_drive_no_weight_to_infinity() -> None:
    always = [Example(F.TAX, np.ones(len(FEATURES)), True)] * 300
    fitted = fit(always, "nothing wrong")
    assert all(abs(weight) < 20 for weights in fitted.weights.values() for weight in weights)


def test_weights_are_kept_and_read_again(tmp_path: Path) -> None:
    fitted = fit(examples(500, 3), "made-up values")
    fitted.save(tmp_path / "calibration.json")
    again = Calibration.load(tmp_path / "calibration.json")
    assert again.fitted_on == "made-up values"
    for group, weights in fitted.weights.items():
        assert again.weights[group] == pytest.approx(weights, abs=1e-5)


@given(st.integers(1, 300), st.floats(0.5, 1), st.integers(0, 99))
def test_what_is_over_the_threshold_is_right_often_enough(count: int, target: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    confidence = np.round(random.random(count), 2)
    right = random.random(count) < confidence
    threshold = choose_threshold(confidence, right, target)
    taken = confidence >= threshold
    assert not taken.any() or right[taken].mean() >= target
    for value in np.unique(confidence[confidence < threshold]):
        sure = right[confidence >= value]
        assert sure.mean() - sure.std() / len(sure) ** 0.5 < target


@given(st.integers(0, 200))
def test_all_that_is_taken_is_right_often_enough_and_each_field_nearly_so(seed: int) -> None:
    random = np.random.default_rng(seed)
    confidence = {F.USAGE: random.random(800), F.TAX: random.random(60), F.VENDOR: random.random(300)}
    right = {field: random.random(len(sure)) < sure**0.1 for field, sure in confidence.items()}
    chosen = choose_thresholds(confidence, right, 0.98, of_each=0.95)
    taken = {field: right[field][sure >= chosen[field]] for field, sure in confidence.items()}
    assert np.concatenate(list(taken.values())).mean() >= 0.98
    assert all(not len(of_field) or of_field.mean() >= 0.95 for of_field in taken.values())


def test_a_field_with_few_values_is_not_taken_sooner_than_all(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    many = random.random(2000)
    confidence = {F.USAGE: many, F.TAX: np.array([0.2, 0.3])}
    right = {F.USAGE: random.random(2000) < many**0.1, F.TAX: np.array([True, True])}
    chosen = choose_thresholds(confidence, right, 0.98)
    assert chosen[F.TAX] > 0.3
    assert set(chosen) == set(ReadingField)
    Thresholds(chosen, 0.8, "2026-11-28, made up").save(tmp_path / "thresholds.toml")
    again = Thresholds.load(tmp_path / "thresholds.toml")
    assert again.fields == pytest.approx(chosen, abs=1e-4)


def test_what_is_kept_was_fitted_to_the_weights_that_are_kept() -> None:
    judge, version = Judge.load(), Understanding.load().version
    assert judge.is_of(version)
    assert not replace(judge, calibration=replace(judge.calibration, fitted_on="others")).is_of(version)
    assert not replace(judge, thresholds=replace(judge.thresholds, chosen_on="others")).is_of(version)


def test_a_calibration_without_a_weight_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "calibration.json"
    Calibration.prior().save(kept)
    kept.write_text(kept.read_text("utf-8").replace('"weakest"', '"weak"'), "utf-8")
    with pytest.raises(KeyError, match="weakest"):
        Calibration.load(kept)
