# bash completion for outcheck, written by: outcheck completion bash
_outcheck() {
    local current=${COMP_WORDS[COMP_CWORD]}
    local before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
    local words=""
    if ((COMP_CWORD == 1)); then
        words="scan audit protect describe decide release example explain policy notify register log status help --help --version"
    else
    case $command:$before in
    scan:--format) words="text concise json csv sarif" ;;
    scan:--fail-on) words="review fail never" ;;
    scan:--totals) words="policy keep recompute" ;;
    scan:--color) words="auto always never" ;;
    scan:*)
        words=""
        [[ $current == -* ]] && words="--help --policy --previous --output --format --fail-on --no-report --force --name --totals --register --hide-parameters --redact --color --quiet --verbose" ;;
    audit:--format) words="text concise json csv sarif" ;;
    audit:--fail-on) words="review fail never" ;;
    audit:--color) words="auto always never" ;;
    audit:*)
        words=""
        [[ $current == -* ]] && words="--help --policy --previous --output --format --fail-on --no-report --force --name --register --hide-parameters --redact --color --quiet --verbose" ;;
    protect:--format) words="text json" ;;
    protect:--method) words="suppress round merge bound auto" ;;
    protect:--totals) words="policy keep recompute" ;;
    protect:*)
        words=""
        [[ $current == -* ]] && words="--help --policy --previous --output --format --method --totals --optimal --time-limit --wishes --contributors --proof --redact --verbose" ;;
    describe:--format) words="text json" ;;
    describe:--from) words="ees datapackage acro tau" ;;
    describe:--color) words="auto always never" ;;
    describe:*)
        words=""
        [[ $current == -* ]] && words="--help --policy --format --write --submission --from --name --redact --color --verbose" ;;
    decide:--format) words="text json" ;;
    decide:*)
        words=""
        [[ $current == -* ]] && words="--help --format --force --assign --checker --public --register" ;;
    release:--format) words="text json" ;;
    release:*)
        words=""
        [[ $current == -* ]] && words="--help --output --format --force --confirm --register" ;;
    example:*)
        words=""
        [[ $current == -* ]] && words="--help" ;;
    explain:*)
        words=""
        [[ $current == -* ]] && words="--help --policy" ;;
    policy:--format) words="text json" ;;
    policy:*)
        words="list show check diff"
        [[ $current == -* ]] && words="--help --format" ;;
    notify:--format) words="text json" ;;
    notify:*)
        words=""
        [[ $current == -* ]] && words="--help --policy --format --clearance --at --title --calendar --notice --output --report --release --dry-run --sent --acknowledged" ;;
    register:--format) words="text json" ;;
    register:*)
        words="add list verify"
        [[ $current == -* ]] && words="--help --policy --format --head --register --name --clearance --release-date" ;;
    log:--format) words="text json" ;;
    log:*)
        words="show verify"
        [[ $current == -* ]] && words="--help --format --head" ;;
    status:--format) words="text json" ;;
    status:*)
        words=""
        [[ $current == -* ]] && words="--help --format" ;;
    esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _outcheck outcheck
