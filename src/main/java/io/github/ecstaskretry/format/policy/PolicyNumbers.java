package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.core.policy.AttemptNumbers;
import io.github.ecstaskretry.core.policy.ExitCodes;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads sets of numbers as the policy writes them: {@code 2}, {@code 64-78}, {@code 3-}. */
final class PolicyNumbers {

    private static final Pattern EXIT_CODES = Pattern.compile("([0-9]{1,10})(?:-([0-9]{1,10}))?");
    private static final String EXIT_EXPECTED = "an exit code, a range or none, such as 2, 64-78, none";
    private static final Pattern ATTEMPTS = Pattern.compile("([0-9]{1,2})(-([0-9]{1,2})?)?");
    private static final String ATTEMPT_EXPECTED =
            "an attempt or a range from 1 to " + AttemptId.MAX_NUMBER + ", such as 1, 2-4, 3-";

    private PolicyNumbers() {}

    static @Nullable ExitCodes exitCodes(PolicyValue value) {
        if (value.isAbsent()) {
            return null;
        }
        List<ExitCodes.Range> ranges = new ArrayList<>();
        boolean none = false;
        for (PolicyValue element : value.list()) {
            String text = element.text(EXIT_EXPECTED).orElse("");
            none |= text.equals("none");
            if (!text.isEmpty() && !text.equals("none")) {
                exitCodes(element, text).ifPresent(ranges::add);
            }
        }
        return new ExitCodes(ranges, none);
    }

    private static Optional<ExitCodes.Range> exitCodes(PolicyValue element, String text) {
        Matcher matcher = EXIT_CODES.matcher(text);
        if (!matcher.matches()) {
            element.wrong("expected " + EXIT_EXPECTED + "; found '" + text + "'");
            return Optional.empty();
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2) == null ? from : Long.parseLong(matcher.group(2));
        try {
            return Optional.of(new ExitCodes.Range(from, to));
        } catch (IllegalArgumentException e) {
            element.wrong("expected exit codes from low to high, up to " + ExitCodes.MAX + "; found '" + text + "'");
            return Optional.empty();
        }
    }

    static @Nullable AttemptNumbers attempts(PolicyValue value) {
        if (value.isAbsent()) {
            return null;
        }
        return new AttemptNumbers(value.list().stream()
                .map(PolicyNumbers::attemptRange)
                .flatMap(Optional::stream)
                .toList());
    }

    /** A range without an end goes to the last attempt that a job can have. */
    private static Optional<AttemptNumbers.Range> attemptRange(PolicyValue element) {
        Optional<String> text = element.text(ATTEMPT_EXPECTED);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = ATTEMPTS.matcher(text.get());
        if (matcher.matches()) {
            int from = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? from : AttemptId.MAX_NUMBER;
            int to = matcher.group(3) == null ? last : Integer.parseInt(matcher.group(3));
            try {
                return Optional.of(new AttemptNumbers.Range(from, to));
            } catch (IllegalArgumentException e) {
                element.wrong("expected attempts from low to high, 1 to " + AttemptId.MAX_NUMBER + "; found '"
                        + text.get() + "'");
                return Optional.empty();
            }
        }
        element.wrong("expected " + ATTEMPT_EXPECTED + "; found '" + text.get() + "'");
        return Optional.empty();
    }
}
