"""Evidence files of the demo city: short texts that say what they stand for."""

import tempfile
from pathlib import Path

from chainchief.demo.city import City
from chainchief.demo.projects.stages import BUREAU, Documents
from chainchief.demo.viewers import acting
from chainchief.ledger import evidence


def store_documents(city: City) -> Documents:
    """One file per unit as evidence of starts, and one per source of numbers; key → its code."""
    texts = {unit.code: f"{unit.name}项目开工佐证汇编" for unit in city.units}
    texts |= {
        "plan": "年度目标任务分解表",
        "statistics": "演示统计快讯",
        "furnished": f"{city.rows['furnished_by']}供数函",
    }
    with tempfile.TemporaryDirectory() as folder:
        return {key: _stored(Path(folder), title) for key, title in texts.items()}


def _stored(folder: Path, title: str) -> str:
    file = folder / f"{title}(演示).txt"
    file.write_text(f"{title}\n\n演示数据,不是真实文件。\n", encoding="utf-8")
    return evidence.store(file, viewer=acting(BUREAU), reason="演示数据").code
