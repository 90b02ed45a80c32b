"""The modules of this installation, and which of them a town has switched on."""

from functools import cache
from importlib import import_module

from django.conf import settings

from machbar.foundation.surfaces.module import Module
from machbar.foundation.towns.models import Town


@cache
def all_modules() -> tuple[Module, ...]:
    """Every installed module, in the order of the settings. Each one's `module.py` holds its `MODULE`."""
    modules: list[Module] = []
    for package in settings.MODULES:
        module = import_module(f"{package}.module").MODULE
        assert isinstance(module, Module), package  # noqa: S101 - a mistake of ours, found at start
        modules.append(module)
    return tuple(modules)


def modules_of(town: Town) -> tuple[Module, ...]:
    """The modules that are on in a town (one query): what needs a switched-off module is off as well."""
    switched = dict(town.module_switches.values_list("module", "is_on"))
    on = {
        module.key
        for module in all_modules()
        if not module.can_be_switched_off or switched.get(module.key, True)
    }
    return tuple(module for module in all_modules() if module.key in on and module.needs <= on)
