package io.github.ecstaskretry;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What each part may know. CONTRIBUTING.md shows the parts on one page. */
@AnalyzeClasses(packages = "io.github.ecstaskretry", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.ecstaskretry.";
    private static final String CORE = ROOT + "core..";
    private static final String FORMAT = ROOT + "format..";
    private static final String STORE = ROOT + "store..";
    private static final String LEARN = ROOT + "learn..";
    private static final String FUNCTION = ROOT + "function..";
    private static final String CLI = ROOT + "cli..";

    @ArchTest
    static final ArchRule EACH_PART_KNOWS_ONLY_THE_PARTS_BELOW_IT = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.github.ecstaskretry..")
            .layer("core")
            .definedBy(CORE)
            .layer("format")
            .definedBy(FORMAT)
            .layer("store")
            .definedBy(STORE)
            .layer("learn")
            .definedBy(LEARN)
            .layer("function")
            .definedBy(FUNCTION)
            .layer("cli")
            .definedBy(CLI)
            .whereLayer("format")
            .mayOnlyBeAccessedByLayers("store", "learn", "function", "cli")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("function", "cli")
            .whereLayer("learn")
            .mayOnlyBeAccessedByLayers("function", "cli")
            .whereLayer("function")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule NO_TWO_PACKAGES_KNOW_EACH_OTHER =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_ONLY_THE_JDK = classes()
            .that(resideInAPackage(CORE))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", CORE));

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_CLOCK_NO_RANDOMNESS_AND_NO_ENVIRONMENT = noClasses()
            .that(resideInAPackage(CORE))
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java..")))
                    .and(target(nameMatching(
                            "now|systemDefault|currentTimeMillis|nanoTime|random|randomUUID|getenv|getProperty"))))
            .orShould()
            .dependOnClassesThat(assignableTo(InstantSource.class).or(assignableTo(RandomGenerator.class)));

    @ArchTest
    static final ArchRule THE_CORE_READS_AND_WRITES_NOTHING = noClasses()
            .that(resideInAPackage(CORE))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..");

    @ArchTest
    static final ArchRule TASK_FACTS_ARE_INNERMOST = classes()
            .that(resideInAPackage(ROOT + "core.task.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + "core.task.."));

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTERS_AND_THE_WIRING_KNOW_THE_AWS_SDK = noClasses()
            .that(not(resideInAnyPackage(
                    STORE, FORMAT, LEARN, ROOT + "function.aws..", ROOT + "function.lambda..", ROOT + "cli.aws..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule FORMATS_KNOW_NO_AWS_CLIENT = noClasses()
            .that(resideInAPackage(FORMAT))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk.services..");

    @ArchTest
    static final ArchRule ONLY_THE_ENTRY_POINT_KNOWS_QUARKUS_AND_LAMBDA = noClasses()
            .that(not(resideInAPackage(ROOT + "function.lambda..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.quarkus..", "jakarta..", "com.amazonaws..", "org.jboss..")
                    .and(not(resideInAPackage("io.quarkus.qute.."))));

    /** {@code function.zip} has neither picocli, Qute and the CSV writer nor the clients of {@code doctor}. */
    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_ITS_LIBRARIES = noClasses()
            .that(not(resideInAPackage(CLI)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "picocli..",
                    "io.quarkus.qute..",
                    "com.fasterxml.jackson.dataformat.csv..",
                    "software.amazon.awssdk.services.cloudformation..",
                    "software.amazon.awssdk.services.cloudwatch..",
                    "software.amazon.awssdk.services.lambda..");

    /** Jackson binds nothing to our classes, so a native image needs no reflection configuration for them. */
    @ArchTest
    static final ArchRule JACKSON_READS_AND_WRITES_TREES_ONLY = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(ObjectMapper.class)
                            .or(assignableTo(ObjectReader.class))
                            .or(assignableTo(ObjectWriter.class))))
                    .and(target(nameMatching(
                            "readValues?|treeToValue|convertValue|valueToTree|writeValue.*|updateValue"))));

    @ArchTest
    static void noTwoTypesShareAName(JavaClasses types) {
        Map<String, List<String>> byName = types.stream()
                .filter(type ->
                        !type.isAnonymousClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        byName.values().removeIf(names -> names.size() == 1);

        assertThat(byName).isEmpty();
    }
}
