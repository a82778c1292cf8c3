package io.github.ecstaskretry.cli.commands;

import picocli.CommandLine.Command;

/** The commands about policy files. */
@Command(
        name = "policy",
        header = "Check policy files, or show a policy with its defaults.",
        description = "A policy file says which tasks are retried, when, and how often; see docs/policy.md.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "./ecs-retry policy check sam/policy/retry-policy.yaml",
            "./ecs-retry policy show sam/policy/retry-policy.yaml --json"
        })
final class PolicyCommand {}
