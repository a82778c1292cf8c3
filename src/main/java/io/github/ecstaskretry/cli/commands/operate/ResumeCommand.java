package io.github.ecstaskretry.cli.commands.operate;

import io.github.ecstaskretry.format.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "resume",
        header = "End a pause, and release the retries that it held.",
        description =
                "Names the scope of the pause as 'ecs-retry paused' shows it; without a scope, ends the pause of all retries. Spreads"
                        + " the launches of the held retries.",
        footer = "./ecs-retry resume --family etl-orders")
public final class ResumeCommand extends OperateCommand {

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    @Override
    public Integer call() {
        return send(Json.object().put("scope", scope.text()));
    }
}
