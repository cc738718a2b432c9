from classes.admin import plan, programme, rules

__all__ = ["plan", "programme", "rules"]
