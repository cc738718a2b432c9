from django.contrib.staticfiles.apps import StaticFilesConfig

# Bootstrap comes in some thirty shapes, of which pages use bootstrap.min.css and bootstrap.bundle.min.js
UNUSED = ["*.rtl.*", "bootstrap-*.css*", "bootstrap.css*", "bootstrap.js*", "bootstrap.min.js*", "bootstrap.bundle.js*"]


class Static(StaticFilesConfig):
    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *UNUSED, "bootstrap.esm.*"]
