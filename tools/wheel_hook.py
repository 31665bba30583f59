"""A wheel carries its fonts and icons: collected when it is built, or it is not built."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = "src/lienthong/hosting/assets.py"


class FontsAndIcons(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """`version`: "editable" for a checkout, whose folder is filled by make."""
        if version == "editable":
            return
        spec = spec_from_file_location("assets", Path(self.root, ASSETS))
        assert spec is not None
        assert spec.loader is not None
        assets = module_from_spec(spec)
        spec.loader.exec_module(assets)
        try:
            assets.collect()
        except assets.AssetsFailed as failed:
            self.app.abort(str(failed))
