"""Three projects as strangers have them, before anything of theirs is bound."""

PLAIN = {
    "mkdocs.yml": """
        site_name: Kettle
        site_url: https://kettle.example.org/
        repo_url: https://example.org/kettle
        nav:
          - Home: index.md
          - User guide:
              - Install: guide/install.md
              - Configure: guide/configuration.md
          - Release notes: changes.md
        theme:
          name: mkdocs
          locale: en
        markdown_extensions:
          - toc:
              permalink:
          - admonition
          - def_list
        copyright: Copyright &copy; 2014&ndash;2026 the Kettle team
        """,
    "docs/index.md": """
        # Kettle

        Boils *any* configuration down, in about 3 ms. **Version 2.4** needs Python 3.9+.

        [![Build](https://example.org/b.svg)](https://example.org/b) ![Cov](https://example.org/97.svg)

        ## Why?

        1. It is 12x faster than the other one.
        2. Only 1,200 lines, two of them clever.
        3. See [Install](guide/install.md#from-source) and [Notes](changes.md).

        ```console
        $ kettle --port 8080 --retries=5
        Serving on http://127.0.0.1:8080 (press CTRL+C to quit)
        ```

        ---

        Kettle is [MIT](https://example.org/LICENSE)-licensed. Half of it is yours.
        """,
    "docs/guide/install.md": """
        Install
        =======

        Requires **Python 3.9**, 3.10 or 3.11 and about 40 MB.

            pip install kettle==2.4.1

        From source
        -----------

        !!! warning "Since 2.0"
            `make` has to be 4.x or newer.

        Apple
        :   M1 and later; macOS 13+

        | OS      | Tested | Since |
        | ------- | -----: | ----- |
        | Linux   |    99% | 0.1   |
        | Windows |     5% | 1.7.2 |
        """,
    "docs/guide/configuration.md": """
        # Configuration

        Set `timeout` to 30 (seconds) or `{= 30 }`; the default of `retries` is 3.
        At 5$ and 10$ a month you save $5.

        ## `max-size`

        **default**: `10 MiB`, i.e. 10 * 1024 * 1024 bytes = 10485760.

        ```yaml
        timeout: 30   # seconds
        colour: "#ff0000"
        when: 2024-01-05 12:30:45
        ```
        """,
    "docs/changes.md": """
        # Release notes

        ## 2.4.1 (2026-03-01)

        * Fixed [#1234](https://example.org/1234): twice the memory.
        * 1. is no list here

        ## 2.4.0 (2026-02-28)

        1. One
        1. One again
        """,
}
MATERIAL = {
    "mkdocs.yml": """
        site_name: !ENV [SITE_NAME, Orbit]
        theme:
          name: material
          features: [navigation.tabs, content.code.copy, content.tabs.link]
          palette:
            - media: "(prefers-color-scheme: light)"
              scheme: default
              toggle: {icon: material/weather-sunny, name: Dark}
            - media: "(prefers-color-scheme: dark)"
              scheme: slate
              toggle: {icon: material/weather-night, name: Light}
        plugins:
          - search:
              separator: '[\\s\\-,:!=\\[\\]()"/]+'
          - tags
          - blog:
              post_date_format: long
        markdown_extensions:
          - abbr
          - admonition
          - attr_list
          - footnotes
          - md_in_html
          - tables
          - toc:
              permalink: true
              toc_depth: 3
          - pymdownx.arithmatex:
              generic: true
          - pymdownx.betterem
          - pymdownx.caret
          - pymdownx.mark
          - pymdownx.tilde
          - pymdownx.critic
          - pymdownx.keys
          - pymdownx.details
          - pymdownx.emoji:
              emoji_index: !!python/name:material.extensions.emoji.twemoji
              emoji_generator: !!python/name:material.extensions.emoji.to_svg
          - pymdownx.highlight:
              anchor_linenums: true
          - pymdownx.inlinehilite
          - pymdownx.snippets
          - pymdownx.superfences:
              custom_fences:
                - name: mermaid
                  class: mermaid
                  format: !!python/name:pymdownx.superfences.fence_code_format
          - pymdownx.tabbed:
              alternate_style: true
          - pymdownx.tasklist:
              custom_checkbox: true
        extra:
          social:
            - icon: fontawesome/brands/github
              link: https://example.org
        extra_css: [stylesheets/extra.css]
        """,
    "docs/stylesheets/extra.css": ":root { --md-primary-fg-color: #3f51b5; }\n",
    "includes/version.md": "Version **3.2.1**, of 2026-05-04.\n",
    "docs/index.md": """
        ---
        title: Orbit
        hide: [navigation, toc]
        tags: [setup, "2026"]
        ---

        # Orbit :material-rocket-launch:{ .big }

        [Start :octicons-arrow-right-24:](start.md){ .md-button .md-button--primary }

        <div class="grid cards" markdown>

        -   :material-clock-fast:{ .lg .middle } __Set up in 5 minutes__

            ---

            Install [`orbit`](#) with pip and be up in 300 s

        -   :fontawesome-brands-markdown: __100 % Markdown__

            ---

            37 plugins, 3 of them ours

        </div>

        --8<-- "includes/version.md"
        """,
    "docs/start.md": r"""
        # Getting started { #start data-toc-label="1. Start" }

        === "pip"

            ``` sh
            pip install orbit==3.2.1 # (1)!
            ```

            1.  Needs Python 3.10+

        === "uv"

            ```bash title="uv" hl_lines="1 2" linenums="1"
            uv add "orbit>=3"
            uv run orbit --workers 4
            ```

        !!! tip inline end "Since 3.0"
            Press ++ctrl+alt+del++ or ++f5++.

        ??? question "Why 42?"

            Because $6 \times 7 = 42$, and

            $$
            \cos x=\sum_{k=0}^{\infty}\frac{(-1)^k}{(2k)!}x^{2k}
            $$

        /// note | With 2 lines
        Of text.
        ///

        - [x] task 1
        - [ ] task 2
            1. sub
            1. sub

        It is {==3 times==} H~2~O and x^2^, {--old 1--} {++new 2++}; see[^1] and *[HTML]*.

        [^1]: Measured in 2025, n = 12.

        *[HTML]: Hyper Text Markup Language 5

        ```mermaid
        graph LR
          A[1] -->|2 %| B{3};
        ```

        | Method | Cost |
        |:-------|-----:|
        | `GET`  | $0.10 per 1k |
        | `PUT`  | $1.50 per 1k |

        ```python
        print("2024-01-05 12:30:45", "%Y-%m-%d", 3.14)  # prints 3.14
        ```

        `#!python range(10)` and {{ config.site_name }} and {% raw %}{{ 2 }}{% endraw %}.
        """,
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/first.md": """
        ---
        date: 2026-01-02
        categories: [News]
        ---

        # 10,000 users

        In 2025 we grew by 150 %, from 4k to 10k.

        <!-- more -->

        Thrice as many as in 2024.
        """,
}
BARE = {
    "README.md": r"""
        <h1 align="center">
          <img src="https://example.org/logo-512.png" width="120" height="120"><br>
          sieve <sup>v0.9</sup>
        </h1>

        [![PyPI](https://example.org/v0.9.3.svg)](https://example.org) ![3.9 | 3.10](https://example.org/3.svg)

        > **Note**
        > 0.9 is the last version for Python 3.9.

        <!-- toc -->
        - [Install](#install)
        - [Benchmarks](#benchmarks)
        <!-- tocstop -->

        ## Install

        ```bash
        $ pip install sieve[all]>=0.9   # 12 MB
        ```

        ## Benchmarks

        | Library | ops/s | vs. us |
        |---------|------:|-------:|
        | sieve   | 1,234,567 | 1.0x |
        | other   | 98k | 0.08x |

        We pass 1,024 of 1,030 tests (99.4%), at $0.02 per run instead of $1. GitHub shows $x^2$ and

        $$ E = mc^2 $$

        <details><summary>3 more</summary>

        1. [ ] one
        2. [x] two

        </details>

        - [x] 100% typed :tada:
        - {% if 1 %} and {{= 2 }} and {= 3 =}

        ## Contributors ✨

        <!-- ALL-CONTRIBUTORS-LIST:START - Do not remove or modify this section -->
        Thanks to 23 people.
        <!-- ALL-CONTRIBUTORS-LIST:END -->

        © 2019–2026
        """,
    "CHANGELOG.md": """
        # Changelog

        ## [0.9.3] - 2026-04-01
        ### Fixed
        - 3 leaks (#101, #102, and #103)

        [0.9.3]: https://example.org/compare/v0.9.2...v0.9.3
        """,
    "pyproject.toml": """
        [project]
        name = "sieve"
        version = "0.9.3"
        """,
}
SITES = {"plain MkDocs": PLAIN, "Material with plugins": MATERIAL, "a bare repository": BARE}
