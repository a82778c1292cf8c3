package io.github.ecstaskretry.cli.commands;

import picocli.CommandLine.Command;

/** What can be done with a policy file. */
@Command(
        name = "policy",
        header = "Check a policy file, or show what it amounts to.",
        description = "A policy file says which tasks are retried, when, and how often; see docs/policy.md.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "./ecs-retry policy check sam/policy/retry-policy.yaml",
            "./ecs-retry policy show sam/policy/retry-policy.yaml --json"
        })
final class PolicyCommand {}
