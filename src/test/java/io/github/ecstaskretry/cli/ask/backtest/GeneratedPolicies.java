package io.github.ecstaskretry.cli.ask.backtest;

/** Random policy files. */
final class GeneratedPolicies {

    private final Dice dice;

    GeneratedPolicies(Dice dice) {
        this.dice = dice;
    }

    /** A file of one to three policies. */
    String file() {
        StringBuilder yaml = new StringBuilder("version: 1\npolicies:\n");
        int count = 1 + dice.random().nextInt(3);
        for (int number = 1; number <= count; number++) {
            yaml.append("  - name: p").append(number).append('\n');
            if (number < count) {
                line(
                        yaml,
                        "match: "
                                + dice.any(
                                        "{family: [etl]}",
                                        "{tags: {team: data}}",
                                        "{startedBy: [me]}",
                                        "{family: [etl*]}"));
            }
            line(yaml, "attempts: " + (1 + dice.random().nextInt(5)));
            line(yaml, "deadline: " + dice.any("none", "1h", "6h"));
            line(yaml, "staleAfter: " + dice.any("1h", "24h"));
            line(
                    yaml,
                    "backoff: {interval: " + dice.any("10s", "1m") + ", rate: 2, jitter: " + dice.any("full", "none")
                            + "}");
            line(yaml, "otherwise: " + dice.any("retry", "retry-unstarted", "fail"));
            line(
                    yaml,
                    "announce: "
                            + dice.any("[FAILED, EXHAUSTED]", "[SUCCEEDED, RECOVERED, UNLAUNCHABLE]", "[EXPIRED]"));
            if (!dice.chance(4)) {
                line(yaml, "network: {subnets: [subnet-0a], securityGroups: [sg-0a]}");
            }
            if (dice.chance(6)) {
                line(yaml, "mode: observe");
            }
            if (dice.chance(6)) {
                line(yaml, "container: app");
            }
            line(yaml, "rules:");
            for (int rule = 1; rule <= 3; rule++) {
                line(yaml, "  - name: r" + rule);
                line(yaml, "    when: " + condition());
                line(yaml, "    then: " + (rule == 3 ? "retry" : dice.any("retry", "retry", "fail", "succeed")));
                if (rule == 3) {
                    line(yaml, "    " + dice.any("attempts: 2", "counted: false", "backoff: {interval: 30s}"));
                }
            }
        }
        return yaml.toString();
    }

    private String condition() {
        return dice.any(
                "{exitCode: [1, 137]}",
                "{cause: [spot-interruption]}",
                "{launchType: [EC2]}",
                "{attempt: 2-4}",
                "{tags: {team: web}}",
                "{startedBy: [events-rule/*]}",
                "{family: [report]}",
                "{started: false}",
                "{reason: ['*reset*', '*unable*']}");
    }

    private static void line(StringBuilder yaml, String line) {
        yaml.append("    ").append(line).append('\n');
    }
}
