"""Small network files, sound until a test breaks one of them."""

from dataclasses import dataclass, field
from pathlib import Path

FIRMS = "id,industry\n001,钢铁\n002,汽车\n003,汽车\n"
LINKS = "supplier,buyer,amount\n001,002,60\n001,003,40\n002,003,10\n"
DEMAND = "id,amount\n001,5\n002,80\n003,90\n"
SHOCK = "id,day,share\n001,0,0.5\n001,3,0\n"
CLASSES = "input_industry,buyer_industry,class\n钢铁,汽车,2\n汽车,汽车,1\n"


@dataclass
class Folder:
    """Writes the files of one network; each keyword replaces one of them."""

    path: Path
    texts: dict[str, str] = field(default_factory=dict)

    def write(self, encoding="utf-8", **texts):
        whole = {
            "firms": FIRMS, "links": LINKS, "demand": DEMAND, "shock": SHOCK, "classes": CLASSES,
            **self.texts, **texts,
        }  # fmt: skip
        for name, text in whole.items():
            content = text if isinstance(text, bytes) else text.encode(encoding)
            (self.path / f"{name}.csv").write_bytes(content)
        return self

    def __getattr__(self, name):
        return self.path / f"{name}.csv"
