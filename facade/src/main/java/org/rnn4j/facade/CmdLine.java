package org.rnn4j.facade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rnn4j.facade.tensor.LuaTable;
import org.rnn4j.facade.tensor.Printing;

/**
 * The options of a program: Torch's {@code torch.CmdLine}.
 *
 * <pre>
 * CmdLine cmd = torch.CmdLine();
 * cmd.text("Trains a net");
 * cmd.option("-rate", 0.1, "how fast it learns");
 * cmd.option("-silent", false, "says nothing");
 * LuaTable opt = cmd.parse(args);
 * double rate = opt.number("rate");
 * </pre>
 *
 * An option whose first value is a truth value takes none and turns it round; numbers have to be numbers.
 *
 * @see <a href="https://github.com/torch/torch7/blob/master/doc/cmdline.md">Torch manual: CmdLine</a>
 */
public final class CmdLine {
    private static final Set<String> HELP = Set.of("-h", "-help", "--help");

    /** An option, which has a value from the start, or an argument, which has none. */
    private record Entry(String key, @Nullable Object value, String help) {
        /** The key without the dashes in front of it. */
        String name() {
            return key.replaceFirst("^-*", "");
        }

        String shown() {
            return value == null ? "<" + name() + ">" : key;
        }
    }

    private final String argseparator;
    private final String keyseparator;
    private final Map<String, Entry> options = new LinkedHashMap<>();
    private final List<Entry> arguments = new ArrayList<>();
    private final List<Object> lines = new ArrayList<>();

    /** Options without any yet; {@link #string} puts a comma between them, and an equals sign before their values. */
    public CmdLine() {
        this(",", "=");
    }

    /** Options without any yet, and what {@link #string} puts between them, and before their values. */
    public CmdLine(String argseparator, String keyseparator) {
        this.argseparator = argseparator;
        this.keyseparator = keyseparator;
    }

    /** An empty line in the help. */
    public CmdLine text() {
        return text("");
    }

    /** A line in the help. */
    public CmdLine text(String line) {
        lines.add(line);
        return this;
    }

    /** A word that has to be there, without an option's name before it. */
    public CmdLine argument(String key, String help) {
        Entry argument = new Entry(key, null, help);
        arguments.add(argument);
        lines.add(argument);
        return this;
    }

    /**
     * An option.
     *
     * @param key its name, with a dash in front
     * @param value what it is if it is not given: a number, a text, or a truth value
     */
    public CmdLine option(String key, Object value, String help) {
        if (!(value instanceof Number || value instanceof String || value instanceof Boolean)) {
            throw new IllegalArgumentException(
                    "CmdLine: expected a number, a text or a truth value for option " + key + ", got " + value);
        }
        Entry option = new Entry(key, value, help);
        options.put(key, option);
        lines.add(option);
        return this;
    }

    /**
     * What the words of a command line say, by the names of options and arguments without their dashes. {@code -h}, {@code -help} and {@code
     * --help} print the help and end the program.
     *
     * @throws IllegalArgumentException if an option is unknown or has no value or a wrong one, or arguments are missing
     */
    public LuaTable parse(String... words) {
        LuaTable values = new LuaTable();
        options.values().forEach(option -> values.put(option.name(), option.value));
        int found = 0;
        for (int i = 0; i < words.length; i++) {
            if (HELP.contains(words[i])) {
                System.out.print(help());
                System.exit(0);
            }
            Entry option = options.get(words[i]);
            if (option == null) {
                if (found == arguments.size()) {
                    throw new IllegalArgumentException("CmdLine: expected options " + options.keySet() + " and "
                            + arguments.size() + " arguments, got " + words[i]);
                }
                values.put(arguments.get(found++).name(), words[i]);
            } else if (option.value instanceof Boolean truth) {
                values.put(option.name(), !truth);
            } else {
                i++;
                if (i == words.length) {
                    throw new IllegalArgumentException("CmdLine: expected a value behind option " + option.key);
                }
                values.put(option.name(), option.value instanceof Number ? number(option, words[i]) : words[i]);
            }
        }
        if (found < arguments.size()) {
            throw new IllegalArgumentException(
                    "CmdLine: expected " + arguments.get(found).shown() + ", got " + Arrays.toString(words));
        }
        return values;
    }

    private static double number(Entry option, String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "CmdLine: expected a number behind option " + option.key + ", got " + word, e);
        }
    }

    /**
     * A name for what these values make, such as a folder: the prefix, all arguments, and all options that differ from their first value.
     *
     * @param ignored the names of options to leave out
     */
    public String string(String prefix, LuaTable values, Set<String> ignored) {
        List<String> parts = new ArrayList<>(List.of(prefix));
        for (Entry argument : arguments) {
            if (values.get(argument.name()) != null) {
                parts.add(argument.name() + keyseparator + values.get(argument.name()));
            }
        }
        Set<String> changed = new TreeSet<>();
        for (Entry option : options.values()) {
            String given = text(values.get(option.name()));
            if (!ignored.contains(option.name()) && !given.equals(text(option.value))) {
                changed.add(option.name() + keyseparator + given);
            }
        }
        parts.addAll(changed);
        return String.join(argseparator, parts);
    }

    private static String text(@Nullable Object value) {
        return value instanceof Boolean truth ? (truth ? "t" : "f") : Printing.tostring(value);
    }

    /** What {@code -help} prints. */
    public String help() {
        StringBuilder text = new StringBuilder("Usage: [options]");
        arguments.forEach(argument -> text.append(' ').append(argument.shown()));
        text.append('\n');
        int width = 0;
        for (Object line : lines) {
            width = line instanceof Entry entry ? Math.max(width, entry.shown().length()) : width;
        }
        for (Object line : lines) {
            if (line instanceof Entry entry) {
                text.append("  ").append(entry.shown());
                text.append(" ".repeat(width - entry.shown().length()))
                        .append(' ')
                        .append(entry.help);
                text.append(entry.value == null ? "" : " [" + Printing.tostring(entry.value) + "]");
            } else {
                text.append(line);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
