"""Help pages that open with the purpose and an example, before the usage line."""

import click


class PurposeFirst(click.Command):
    """Show what a command is for, then how it is called."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write purpose and example, usage, options."""
        self.format_help_text(ctx, formatter)
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        self.format_options(ctx, formatter)


class PurposeFirstGroup(click.Group, PurposeFirst):
    """Show what a group of commands is for, then how they are called."""

    command_class = PurposeFirst
