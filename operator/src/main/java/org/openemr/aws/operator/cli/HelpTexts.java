package org.openemr.aws.operator.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openemr.aws.operator.output.Columns;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Help.IParameterRenderer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Keeps the names of options whole where help is folded, which picocli does after a hyphen: within these names it sees hyphens that never
 * break (U+2011), and what is printed has plain ones.
 */
final class HelpTexts extends Help {

    private static final char WHOLE = '\u2011';
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z\\[][\\w\\]\\[-]*");

    /** What picocli can do with. */
    private static final int NARROWEST = 55;

    private HelpTexts(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    /** Lets all commands fold their help so, at the width that the environment says, else at that of the terminal. */
    static void apply(CommandLine commands, Map<String, String> environment) {
        commands.setHelpFactory(HelpTexts::new);
        Columns.given(environment)
                .ifPresentOrElse(
                        columns -> commands.setUsageHelpWidth(Math.max(NARROWEST, columns)),
                        () -> commands.setUsageHelpAutoWidth(true));
        keepOptionsWhole(commands);
    }

    /** A writer with plain hyphens. */
    static PrintWriter plain(Writer out) {
        return new PrintWriter(
                new FilterWriter(out) {
                    @Override
                    public void write(int character) throws IOException {
                        out.write(character == WHOLE ? '-' : character);
                    }

                    @Override
                    public void write(char[] text, int offset, int length) throws IOException {
                        write(new String(text, offset, length), 0, length);
                    }

                    @Override
                    public void write(String text, int offset, int length) throws IOException {
                        out.write(text.substring(offset, offset + length).replace(WHOLE, '-'));
                    }
                },
                true);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        var usual = super.createDefaultOptionRenderer();
        return (option, labels, colours) -> whole(usual.render(option, labels, colours), colours);
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        var usual = super.createDefaultParameterRenderer();
        return (parameter, labels, colours) -> whole(usual.render(parameter, labels, colours), colours);
    }

    private static void keepOptionsWhole(CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.description(whole(usage.description()));
        usage.footer(whole(usage.footer()));
        command.getSubcommands().values().forEach(HelpTexts::keepOptionsWhole);
    }

    /** The last column is the description, which has no colours of its own. */
    private static Text[][] whole(Text[][] rows, ColorScheme colours) {
        for (var row : rows) {
            var description = row[row.length - 1].plainString();
            row[row.length - 1] = colours.ansi().new Text(whole(description)[0], colours);
        }
        return rows;
    }

    private static String[] whole(String... texts) {
        return Stream.of(texts)
                .map(text ->
                        OPTION.matcher(text).replaceAll(found -> found.group().replace('-', WHOLE)))
                .toArray(String[]::new);
    }
}
