package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.TaskUsage;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.format.DidYouMean;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Arguments that are names or numbers. A wrong name is refused, because a search for it would find nothing and look like good news. */
final class Converters {

    private Converters() {}

    private static String matched(String pattern, String text, String expected) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("expected " + expected + "; found '" + text + "'");
        }
        return matcher.group(1);
    }

    /** A number of things to show: 1 or more. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return Integer.valueOf(matched("([1-9][0-9]{0,8})", text, "a number from 1 to 999999999"));
        }
    }

    /** A task definition's family (Amazon ECS API reference, RegisterTaskDefinition, {@code family}). */
    static final class Family implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return matched(
                    "([A-Za-z0-9_-]{1,255})", text, "a family's whole name, without a revision and without wildcards");
        }
    }

    /** A cluster's name, or its ARN, of which the name counts (Amazon ECS API reference, CreateCluster, {@code clusterName}). */
    static final class Cluster implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return matched(
                    "(?:arn:[^:]+:ecs:[^:]*:[^:]*:cluster/)?([A-Za-z0-9_-]{1,255})",
                    text,
                    "a cluster's whole name, without wildcards, or its ARN");
        }
    }

    /** A time from one answer to the next. */
    static final class Interval implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                Duration interval = TimeText.duration(text);
                if (!interval.isZero()) {
                    return interval;
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
            throw new TypeConversionException("expected 1s or more; found '" + text + "'");
        }
    }

    /** The price of a vCPU-hour and of a GB-hour. */
    static final class Prices implements ITypeConverter<TaskUsage.Price> {
        @Override
        public TaskUsage.Price convert(String text) {
            String number = "[0-9]{1,6}(?:\\.[0-9]{1,9})?";
            String[] prices = matched("(" + number + "," + number + ")", text, "two prices such as 0.04048,0.004445")
                    .split(",", -1);
            return new TaskUsage.Price(Double.parseDouble(prices[0]), Double.parseDouble(prices[1]));
        }
    }

    /** A cause of the catalogue, which is read only if this option is used. */
    static final class CauseName implements ITypeConverter<String>, Iterable<String> {
        @Override
        public String convert(String text) {
            List<String> causes = List.copyOf(BuiltInCatalogue.CATALOGUE.ids());
            if (!causes.contains(text)) {
                throw new TypeConversionException(
                        "expected a whole name that 'ecs-retry causes' lists, without wildcards; found '" + text + "'"
                                + DidYouMean.hint(text, causes));
            }
            return text;
        }

        @Override
        public Iterator<String> iterator() {
            return List.copyOf(BuiltInCatalogue.CATALOGUE.ids()).iterator();
        }
    }
}
