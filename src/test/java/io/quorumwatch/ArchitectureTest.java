package io.quorumwatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** The arrows between packages, and why each of them is as it is. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.quorumwatch");

    private static void onlyKnows(String who, String... whom) {
        String[] allowed = new String[whom.length + 1];
        allowed[0] = in(who);
        for (int i = 0; i < whom.length; i++) {
            allowed[i + 1] = in(whom[i]);
        }
        noClasses()
                .that()
                .resideInAPackage(in(who))
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                "io.quorumwatch..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed))))
                .because("the data go one way, from source to face, and nothing knows what is to its right")
                .check(CLASSES);
    }

    private static String in(String name) {
        return "io.quorumwatch." + name + "..";
    }

    @Test
    void theBusKnowsNothingSoThatSubscribersNeedNothingElse() {
        onlyKnows("bus");
    }

    @Test
    void configurationAndTimeStandBelowEverything() {
        onlyKnows("config");
        onlyKnows("time", "bus");
        onlyKnows("catalogue", "bus", "config");
    }

    @Test
    void theDataGoOneWay() {
        onlyKnows("source", "bus", "config", "time");
        onlyKnows("profile", "bus", "config", "source");
        onlyKnows("judge", "bus", "catalogue", "config", "time");
        onlyKnows("desk", "bus", "catalogue", "config", "time");
        onlyKnows("face", "bus", "catalogue", "config", "time", "desk");
    }

    @Test
    void facesDoNotKnowOneAnother() {
        slices().matching("io.quorumwatch.face.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void concernsDoNotKnowOneAnother() {
        for (String concern : new String[] {
            "leader", "bond", "raft", "round", "member", "discovery", "attestation", "escalation", "universe", "watcher"
        }) {
            noClasses()
                    .that()
                    .resideInAPackage(in("judge." + concern))
                    .should()
                    .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                    "io.quorumwatch.judge.(*)..")
                            .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                            in("judge." + concern)))))
                    .because("everything about a concern is in its own folder")
                    .check(CLASSES);
        }
    }

    @Test
    void whatJudgesAndSumsUpIsPure() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .or()
                .haveSimpleNameEndingWith("Ledger")
                .or()
                .haveSimpleNameEndingWith("Part")
                .or()
                .resideInAPackage(in("source.exposition"))
                .or()
                .resideInAPackage(in("judge.panel"))
                .or()
                .resideInAPackage(in("catalogue"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .because("the same rules run live, in tests and in replays")
                .check(CLASSES);
    }

    @Test
    void timeIsInjectedLeftOfTheFaces() {
        noClasses()
                .that()
                .resideInAnyPackage(in("source"), in("profile"), in("judge"), in("desk"), in("replay"), in("catalogue"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .because("a replay must be able to say what time it is")
                .check(CLASSES);
    }

    @Test
    void onlyTheTimePackageTouchesTimers() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("time"), in("simulate"))
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                        "setTimer|setPeriodic")
                                .forSubtype()))
                .because("whoever sets a timer by hand forgets to cancel it, or lets it overlap itself")
                .check(CLASSES);
    }

    @Test
    void textIsTheSameWhereverTheMachineStands() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .because("other programs read it, and not every locale writes a number with the digits 0 to 9")
                .check(CLASSES);
    }

    @Test
    void verticlesAreNamedAfterWhatTheyDo() {
        classes()
                .that()
                .areAssignableTo(io.vertx.core.VerticleBase.class)
                .should()
                .haveSimpleNameNotEndingWith("Verticle")
                .check(CLASSES);
    }
}
